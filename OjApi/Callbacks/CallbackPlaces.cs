using Microsoft.Extensions.Options;

namespace OjApi.Callbacks;

/// <summary>
/// Who may be called now. A receiver that is slow or dead has so many places and no more, and all that are tried again have half of them:
/// however many do not answer, there are places for those that do. Thread-safe.
/// </summary>
internal sealed class CallbackPlaces(IOptions<CallbackOptions> options)
{
    private readonly int _most = options.Value.Concurrency;
    private readonly int _mostPerHost = options.Value.ConcurrencyPerHost;
    private readonly int _mostRetries = Math.Max(1, options.Value.Concurrency / 2);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _hosts = [];
    private int _taken;
    private int _retries;

    /// <summary>Places that are free.</summary>
    public int Available
    {
        get
        {
            lock (_lock)
            {
                return _most - _taken;
            }
        }
    }

    /// <summary>Places that are taken.</summary>
    public int Taken => _most - Available;

    /// <summary>Whether none is free for what was tried before.</summary>
    public bool AreRetriesFull
    {
        get
        {
            lock (_lock)
            {
                return _retries >= _mostRetries;
            }
        }
    }

    /// <summary>The hosts that have no place free.</summary>
    public IReadOnlyCollection<string> FullHosts
    {
        get
        {
            lock (_lock)
            {
                return [.. _hosts.Where(host => host.Value >= _mostPerHost).Select(host => host.Key)];
            }
        }
    }

    /// <summary>Takes a place, if there is one for it.</summary>
    public bool TryTake(string host, bool isRetry)
    {
        lock (_lock)
        {
            var ofHost = _hosts.GetValueOrDefault(host);
            if (_taken >= _most || ofHost >= _mostPerHost || (isRetry && _retries >= _mostRetries))
            {
                return false;
            }
            _taken++;
            _hosts[host] = ofHost + 1;
            _retries += isRetry ? 1 : 0;
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void GiveBack(string host, bool isRetry)
    {
        lock (_lock)
        {
            _taken--;
            _retries -= isRetry ? 1 : 0;
            if (--_hosts[host] == 0)
            {
                _hosts.Remove(host);
            }
        }
    }
}
