using System.Diagnostics.Metrics;
using OjApi.Telemetry;

namespace OjApi.Callbacks;

/// <summary>
/// The instruments of callbacks, of the meter <see cref="ApiMetrics.MeterName"/>. docs/metrics.md is their table. Thread-safe.
/// </summary>
internal sealed class CallbackMetrics
{
    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120] };

    private readonly Counter<long> _tries;
    private readonly Histogram<double> _duration;

    public CallbackMetrics(IMeterFactory meters, CallbackPlaces places)
    {
        var meter = meters.Create(ApiMetrics.MeterName);
        _tries = meter.CreateCounter<long>("oj.api.callback.tries", "{try}", "Tries to send a callback.");
        _duration = meter.CreateHistogram("oj.api.callback.duration", "s", "Time of one try to send a callback.", advice: Seconds);
        meter.CreateObservableUpDownCounter(
            "oj.api.callback.running", () => places.Taken, "{callback}", "Callbacks that this replica sends now.");
    }

    /// <summary>Counts a try that is over, and measures it.</summary>
    /// <param name="outcome"><c>delivered</c>, <c>failed</c> or <c>given_up</c>.</param>
    public void Tried(string outcome, TimeSpan duration)
    {
        var tag = KeyValuePair.Create<string, object?>("oj.callback.outcome", outcome);
        _tries.Add(1, tag);
        _duration.Record(duration.TotalSeconds, tag);
    }
}
