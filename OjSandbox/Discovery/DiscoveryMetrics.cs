using System.Diagnostics.Metrics;

namespace OjSandbox.Discovery;

/// <summary>What discovery measures.</summary>
internal sealed class DiscoveryMetrics
{
    /// <summary>Name of the sandbox's meter.</summary>
    public const string MeterName = "OjAspire.Sandbox";

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;

    public DiscoveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>("oj.sandbox.resolve.duration", "s", "Time of one look-up, failed or not.");
        _size = meter.CreateHistogram<int>("oj.sandbox.resolve.size", "{address}", "Addresses in an answer.");
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
