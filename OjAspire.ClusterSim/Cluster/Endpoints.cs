using System.Collections.Immutable;

namespace OjAspire.ClusterSim.Cluster;

/// <summary>
/// The endpoints controller and what follows it: the addresses of the ready pods are in DNS and in the Service a while after
/// they have changed, because in a cluster that takes a while too.
/// </summary>
internal sealed class Endpoints : IAsyncDisposable
{
    private readonly Func<IEnumerable<string>> _ready;
    private readonly ClusterDns _dns;
    private readonly TimeSpan _lag;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly Lock _gate = new();
    private readonly Task _following;
    private readonly Dictionary<string, long> _toldAt = [];
    private ImmutableArray<string> _current = [];
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="ready">The addresses of the pods that are ready now.</param>
    /// <param name="dns">Told them.</param>
    /// <param name="lag">From a change to its being told.</param>
    public Endpoints(Func<IEnumerable<string>> ready, ClusterDns dns, TimeSpan lag)
    {
        (_ready, _dns, _lag) = (ready, dns, lag);
        _following = FollowAsync();
    }

    /// <summary>What DNS answers and the Service sends to.</summary>
    public ImmutableArray<string> Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>To be called when a pod becomes ready or unready.</summary>
    public void Change() => _changed.Release();

    /// <summary>When an address was last added; a timestamp of the clock.</summary>
    public long ToldAt(string address)
    {
        lock (_gate)
        {
            return _toldAt[address];
        }
    }

    /// <summary>Ends when the addresses are as wanted.</summary>
    /// <exception cref="TimeoutException">They are not within the patience.</exception>
    public async Task WhenAsync(Func<ImmutableArray<string>, bool> wanted, TimeSpan patience)
    {
        var deadline = Task.Delay(patience, TimeProvider.System, _end.Token);
        while (true)
        {
            Task told;
            lock (_gate)
            {
                if (wanted(_current))
                {
                    return;
                }

                told = _told.Task;
            }

            if (await Task.WhenAny(told, deadline) == deadline)
            {
                throw new TimeoutException($"The endpoints are still {string.Join(' ', Current)}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _end.Dispose();
        _changed.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(_end.Token);
                await Task.Delay(_lag, TimeProvider.System, _end.Token);
                ImmutableArray<string> ready = [.. _ready().Order(StringComparer.Ordinal)];
                if (!ready.SequenceEqual(Current))
                {
                    await _dns.AnswerAsync(ready);
                    Tell(ready);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The cluster ends.
        }
    }

    private void Tell(ImmutableArray<string> ready)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            foreach (var address in ready.Except(_current))
            {
                _toldAt[address] = TimeProvider.System.GetTimestamp();
            }

            _current = ready;
            (told, _told) = (_told, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
    }
}
