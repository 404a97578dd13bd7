using System.Diagnostics.Metrics;
using OjApi.Telemetry;

namespace OjApi.Judge0.Requests;

/// <summary>Counts requests that come with a key that was used before. docs/metrics.md is the table. Thread-safe.</summary>
internal sealed class RepeatMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _repeats = meters.Create(ApiMetrics.MeterName)
        .CreateCounter<long>("oj.api.submission.repeats", "{request}", "Requests whose idempotency key was used before.");

    /// <param name="isRepeat">Whether it asked for the same as the first.</param>
    public void Repeated(bool isRepeat) =>
        _repeats.Add(1, KeyValuePair.Create<string, object?>("oj.repeat.outcome", isRepeat ? "replayed" : "refused"));
}
