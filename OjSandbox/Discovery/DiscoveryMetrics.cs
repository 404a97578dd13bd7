using System.Diagnostics.Metrics;

namespace OjSandbox.Discovery;

/// <summary>What discovery measures.</summary>
internal sealed class DiscoveryMetrics
{
    /// <summary>Name of the sandbox's meter.</summary>
    public const string MeterName = "OjAspire.Sandbox";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30] };
    private static readonly InstrumentAdvice<int> Addresses = new() { HistogramBucketBoundaries = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500] };

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;

    public DiscoveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram("oj.sandbox.resolve.duration", "s", "Time of one look-up, failed or not.", advice: Seconds);
        _size = meter.CreateHistogram("oj.sandbox.resolve.size", "{address}", "Addresses in an answer.", advice: Addresses);
    }

    /// <summary>A look-up has ended.</summary>
    /// <param name="took">How long it took.</param>
    /// <param name="size">How many addresses the answer holds; <see langword="null"/> when there was no answer.</param>
    public void Resolved(TimeSpan took, int? size)
    {
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("oj.resolve.outcome", size is null ? "failed" : "answered"));
        if (size is { } count)
        {
            _size.Record(count);
        }
    }
}
