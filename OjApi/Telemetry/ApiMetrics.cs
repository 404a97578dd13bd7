using System.Diagnostics.Metrics;
using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjApi.Telemetry;

/// <summary>The instruments of this replica, meters <c>OjAspire.Api</c> and <c>OjAspire.Topology</c>. docs/metrics.md is their table. Thread-safe.</summary>
internal sealed class ApiMetrics : IDisposable
{
    /// <summary>Name of the API server's meters.</summary>
    public const string MeterName = "OjAspire.Api";

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800] };

    private static readonly InstrumentAdvice<double> ShortSeconds =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    private readonly Scheduler _scheduler;
    private readonly SandboxGauges _sandboxes;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _claims;
    private readonly Counter<long> _assignments;
    private readonly Counter<long> _results;
    private readonly Counter<long> _redeliveries;
    private readonly Counter<long> _cancelled;
    private readonly Counter<long> _rejudged;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _messages;
    private readonly Histogram<double> _queueWait;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lateness;

    public ApiMetrics(IMeterFactory meters, Scheduler scheduler)
    {
        _scheduler = scheduler;
        _sandboxes = new SandboxGauges(scheduler);
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>("oj.api.submission.accepted", "{submission}", "Submissions taken in.");
        _duration = meter.CreateHistogram("oj.api.submission.duration", "s", "Time from acceptance to the final record.", advice: Seconds);
        _queueWait = meter.CreateHistogram("oj.api.queue.wait.duration", "s", "Time from acceptance to assignment.", advice: Seconds);
        _claims = meter.CreateCounter<long>("oj.api.claims", "{claim}", "Claims answered.");
        _assignments = meter.CreateCounter<long>("oj.api.assignments", "{assignment}", "Jobs given to sandboxes.");
        _results = meter.CreateCounter<long>("oj.api.results", "{result}", "Results acknowledged.");
        _redeliveries = meter.CreateCounter<long>("oj.api.redeliveries", "{delivery}", "Deliveries that came to nothing.");
        _cancelled = meter.CreateCounter<long>("oj.api.submission.cancelled", "{submission}", "Submissions that clients cancelled.");
        _rejudged = meter.CreateCounter<long>("oj.api.submission.rejudged", "{submission}", "Submissions sent to be judged anew.");
        _opened = meter.CreateCounter<long>("oj.api.stream.opened", "{stream}", "Sandbox streams taken in.");
        _closed = meter.CreateCounter<long>("oj.api.stream.closed", "{stream}", "Sandbox streams that had been taken in and ended.");
        _refused = meter.CreateCounter<long>("oj.api.stream.refused", "{stream}", "Sandbox streams that were not taken in.");
        _messages = meter.CreateCounter<long>("oj.api.stream.messages", "{message}", "Messages on sandbox streams.");
        _lateness = meter.CreateHistogram("oj.api.report.lateness", "s", "How much later than agreed a sandbox reported.", advice: ShortSeconds);
        var topology = meters.Create(TopologyMeter.Name);
        QueueGauges.Create(topology, scheduler);
        ServerGauges.Create(topology, scheduler);
    }

    /// <summary>Counts a submission that was taken in.</summary>
    public void Accepted(string languageKey) => _accepted.Add(1, Tag("oj.language.key", languageKey));

    /// <summary>Counts a claim that was answered with a job, and how long that had waited.</summary>
    public void Assigned(WaitingJob job)
    {
        var language = Tag("oj.language.key", job.LanguageKey);
        _claims.Add(1, Tag("oj.claim.outcome", "assigned"));
        _assignments.Add(1, language);
        _queueWait.Record(Age(job), language);
    }

    /// <summary>Counts a claim for which there was no job.</summary>
    public void NoWork() => _claims.Add(1, Tag("oj.claim.outcome", "no_work"));

    /// <summary>Counts a claim that could not be answered with a job because the store did not answer.</summary>
    public void ClaimFailed() => _claims.Add(1, Tag("oj.claim.outcome", "store_failed"));

    /// <summary>Counts a result that was acknowledged, as the first of its submission or as a repeat.</summary>
    public void Result(bool stored, Verdict verdict) => _results.Add(
        1, Tag("oj.result.outcome", stored ? "stored" : "repeat"), Tag("oj.verdict", TelemetryNames.Of(verdict)));

    /// <summary>Measures how long a submission of this replica took to get its verdict.</summary>
    /// <param name="job">What the core dropped for it; absent when another has measured it, or it was not this replica's.</param>
    public void Judged(WaitingJob? job)
    {
        if (job is not null)
        {
            _duration.Record(Age(job), Tag("oj.language.key", job.LanguageKey));
        }
    }

    /// <summary>Counts a delivery that came to nothing, by why and by what became of its submission.</summary>
    public void Redelivered(Redelivery redelivery) => _redeliveries.Add(
        1,
        Tag("oj.redelivery.cause", ApiTelemetryNames.Of(redelivery.Ending)),
        Tag("oj.redelivery.outcome", ApiTelemetryNames.Of(redelivery.Step)));

    /// <summary>Counts a submission that a client cancelled here.</summary>
    public void Cancelled() => _cancelled.Add(1);

    /// <summary>Counts a submission that is judged anew, as told here.</summary>
    public void Rejudged() => _rejudged.Add(1);

    /// <summary>Counts a stream that was taken in.</summary>
    /// <param name="baseId">The sandbox process at its other end.</param>
    public void StreamOpened(string baseId)
    {
        _opened.Add(1);
        _sandboxes.Connected(baseId);
    }

    /// <summary>Counts the end of a stream that had been taken in.</summary>
    /// <param name="end">One of few words.</param>
    public void StreamClosed(string end) => _closed.Add(1, Tag("oj.stream.end", end));

    /// <summary>Counts a stream that was not taken in.</summary>
    public void StreamRefused(StatusCode status) => _refused.Add(1, Tag("rpc.response.status_code", TelemetryNames.Of(status)));

    /// <summary>Counts a message of a sandbox.</summary>
    public void Received(SandboxMessage.MessageOneofCase kind) =>
        _messages.Add(1, Tag("network.io.direction", "receive"), Tag("oj.message.type", TelemetryNames.Of(kind)));

    /// <summary>Counts a message to a sandbox.</summary>
    public void Sent(SchedulerMessage.MessageOneofCase kind) =>
        _messages.Add(1, Tag("network.io.direction", "transmit"), Tag("oj.message.type", TelemetryNames.Of(kind)));

    /// <summary>Measures how much later than agreed a report came; zero for one in time.</summary>
    public void Reported(TimeSpan lateness) => _lateness.Record(Math.Max(0, lateness.TotalSeconds));

    public void Dispose() => _sandboxes.Dispose();

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    // The clock of the replica that accepted it may be ahead of ours.
    private double Age(WaitingJob job) => Math.Max(0, (_scheduler.Now - job.EnqueuedAt).TotalSeconds);
}
