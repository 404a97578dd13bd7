using Microsoft.Extensions.Options;

namespace OjApi.Gateway;

/// <summary>How many streams are open, all together and of one sandbox, and that they do not become too many. Thread-safe.</summary>
internal sealed class StreamBounds(IOptions<GatewayOptions> options)
{
    private readonly GatewayOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _ofSandbox = new(StringComparer.Ordinal);
    private int _open;

    /// <summary>How many streams are open, from the join token on.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>A place for one more stream, or <see langword="null"/> when all are taken.</summary>
    public Place? TryEnter()
    {
        lock (_lock)
        {
            return _open < _options.MaxStreams ? Enter() : null;
        }
    }

    private Place Enter()
    {
        _open++;
        return new Place(this);
    }

    /// <summary>The place of one stream, free again when disposed.</summary>
    internal sealed class Place(StreamBounds bounds) : IDisposable
    {
        private string? _baseId;

        /// <summary>Counts this stream among those of its sandbox; says whether there was room.</summary>
        public bool TryBelongTo(string baseId)
        {
            lock (bounds._lock)
            {
                var others = bounds._ofSandbox.GetValueOrDefault(baseId);
                if (others >= bounds._options.MaxStreamsPerSandbox)
                {
                    return false;
                }

                bounds._ofSandbox[baseId] = others + 1;
                _baseId = baseId;
                return true;
            }
        }

        public void Dispose()
        {
            lock (bounds._lock)
            {
                bounds._open--;
                if (_baseId is null)
                {
                    return;
                }

                // A sandbox that is gone leaves nothing behind, or made-up ids would fill the memory.
                var others = bounds._ofSandbox[_baseId] - 1;
                if (others > 0)
                {
                    bounds._ofSandbox[_baseId] = others;
                }
                else
                {
                    bounds._ofSandbox.Remove(_baseId);
                }
            }
        }
    }
}
