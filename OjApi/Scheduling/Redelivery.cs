namespace OjApi.Scheduling;

/// <summary>A delivery that came to nothing. The store has to be told before the job may wait again.</summary>
/// <param name="Key">The delivery that failed.</param>
/// <param name="Exhausted">Whether there were as many failed deliveries as there may be: the submission ends as an internal error.</param>
/// <param name="Sandboxes">Base ids of the sandboxes that had the job, as far as known.</param>
/// <param name="Reason">What went wrong, for the operator.</param>
internal sealed record Redelivery(JobKey Key, bool Exhausted, IReadOnlyList<string> Sandboxes, string Reason);
