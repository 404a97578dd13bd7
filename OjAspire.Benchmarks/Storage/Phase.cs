using System.Globalization;

namespace OjAspire.Benchmarks.Storage;

/// <summary>How many writes of one kind were committed in how long, and how long each took.</summary>
internal sealed class Phase
{
    private readonly List<double> _times;
    private readonly TimeSpan _took;

    public Phase(List<double> times, TimeSpan took)
    {
        times.Sort();
        _times = times;
        _took = took;
    }

    public int Count => _times.Count;

    /// <summary>Writes a second, the median and the 99th percentile in milliseconds, as columns.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count / _took.TotalSeconds:0} | {_times[Count / 2]:0.0} | {_times[Count * 99 / 100]:0.0}");
}
