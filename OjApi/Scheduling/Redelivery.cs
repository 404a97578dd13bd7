namespace OjApi.Scheduling;

/// <summary>A delivery that came to nothing. The store has to be told before the job may wait again.</summary>
/// <param name="Key">The delivery that failed.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="SandboxBaseId">Base id of the sandbox that had the job. Absent when not known.</param>
/// <param name="Reason">What went wrong, for the operator.</param>
/// <param name="Counts">What has come to nothing, this delivery included.</param>
/// <param name="Step">What becomes of the submission.</param>
internal sealed record Redelivery(
    JobKey Key, AttemptEnding Ending, string? SandboxBaseId, string Reason, DeliveryCounts Counts, RedeliveryStep Step);
