using OjApi.Scheduling.Ordering;

namespace OjApi.Scheduling;

/// <summary>What the core needs to know of a job that waits. What is judged stays in the store.</summary>
/// <param name="Key">The delivery that waits.</param>
/// <param name="LanguageKey">Key of the language that a sandbox must have.</param>
/// <param name="EnqueuedAt">When the submission was accepted, or rejudged; kept over all deliveries, so a second one does not start at the end.</param>
/// <param name="TraceParent">W3C traceparent of the submission's trace. Absent when it is not traced.</param>
/// <param name="Tenant">On whose behalf it is judged.</param>
/// <param name="Priority">Larger is sooner, within its tenant.</param>
/// <param name="Counts">What has come to nothing so far.</param>
internal sealed record WaitingJob(
    JobKey Key,
    string LanguageKey,
    DateTimeOffset EnqueuedAt,
    string? TraceParent = null,
    string Tenant = TenantName.Default,
    int Priority = 0,
    DeliveryCounts Counts = default);
