using System.Diagnostics.Metrics;
using OjApi.Scheduling;

namespace OjApi.Telemetry;

/// <summary>The instruments of this server's scheduling, meter <c>OjAspire.Api</c>.</summary>
internal sealed class ApiMetrics
{
    private readonly Counter<long> _claims;
    private readonly Counter<long> _results;
    private readonly Counter<long> _redeliveries;
    private readonly Counter<long> _connects;
    private readonly Histogram<double> _queueWait;

    public ApiMetrics(IMeterFactory meters, Scheduler scheduler)
    {
        var meter = meters.Create("OjAspire.Api");
        _claims = meter.CreateCounter<long>("oj.claims", "{claim}", "Claims answered, by whether a job was assigned.");
        _results = meter.CreateCounter<long>("oj.results", "{result}", "Results acknowledged, by whether they were stored or a repeat.");
        _redeliveries = meter.CreateCounter<long>("oj.redeliveries", "{delivery}", "Deliveries that came to nothing.");
        _connects = meter.CreateCounter<long>("oj.streams.opened", "{stream}", "Sandbox streams taken in.");
        _queueWait = meter.CreateHistogram<double>("oj.queue.wait", "s", "Time from acceptance to assignment.");
        meter.CreateObservableGauge("oj.queue.length", () => scheduler.Waiting().Count, "{submission}", "Submissions waiting at this replica.");
        meter.CreateObservableGauge("oj.queue.oldest_age", () => OldestAge(scheduler), "s", "Age of the oldest submission waiting at this replica.");
        meter.CreateObservableGauge("oj.sandboxes", () => scheduler.Sandboxes().Count, "{sandbox}", "Sandboxes connected to this replica.");
    }

    /// <summary>Counts a claim that was answered with a job, and how long that had waited.</summary>
    public void Assigned(TimeSpan waited)
    {
        _claims.Add(1, new KeyValuePair<string, object?>("oj.claim.outcome", "assigned"));
        _queueWait.Record(waited.TotalSeconds);
    }

    public void NoWork() => _claims.Add(1, new KeyValuePair<string, object?>("oj.claim.outcome", "no_work"));

    public void Result(bool stored) =>
        _results.Add(1, new KeyValuePair<string, object?>("oj.result.outcome", stored ? "stored" : "repeat"));

    public void Redelivered() => _redeliveries.Add(1);

    public void StreamOpened() => _connects.Add(1);

    private static double OldestAge(Scheduler scheduler)
    {
        var waiting = scheduler.Waiting();
        return waiting.Languages.IsEmpty ? 0 : Math.Max(0, (scheduler.Now - waiting.Languages.Min(language => language.OldestEnqueuedAt)).TotalSeconds);
    }
}
