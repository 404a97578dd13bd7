using System.Diagnostics.Metrics;

namespace OjAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Instruments with series that come and go for as long as the process lives. The collecting side keeps room for every attribute set it has ever
/// seen of an instrument and folds what is over its limit of 2,000 into one, so the instruments are made anew before that. Thread-safe.
/// </summary>
public sealed class RenewedMeter : IDisposable
{
    private readonly Func<IEnumerable<Meter>> _create;
    private readonly int _mostNew;
    private readonly Func<IEnumerable<string>> _current;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _renewAt;
    private Meter[] _meters;

    /// <summary>Makes the instruments for the first time.</summary>
    /// <param name="create">Makes meters with their instruments; not from a factory, whose meters live as long as the process.</param>
    /// <param name="current">What there is now, as given to <see cref="Came"/>.</param>
    /// <param name="mostNew">How many may come after the instruments were made.</param>
    public RenewedMeter(Func<IEnumerable<Meter>> create, Func<IEnumerable<string>> current, int mostNew)
    {
        (_create, _current, _mostNew, _renewAt) = (create, current, mostNew, mostNew);
        _meters = [.. create()];
    }

    /// <summary>Notes that something has come that has series of its own. Not to be called by an instrument while it is read.</summary>
    /// <param name="key">What tells it from others.</param>
    public void Came(string key)
    {
        lock (_lock)
        {
            if (!_seen.Add(key) || _seen.Count < _renewAt)
            {
                return;
            }

            _seen.Clear();
            _seen.UnionWith(_current());
            _renewAt = _seen.Count + _mostNew;
            Drop();
            _meters = [.. _create()];
        }
    }

    /// <summary>Ends the instruments.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            Drop();
        }
    }

    private void Drop() => Array.ForEach(_meters, meter => meter.Dispose());
}
