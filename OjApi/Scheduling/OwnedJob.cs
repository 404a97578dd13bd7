namespace OjApi.Scheduling;

/// <summary>A submission of this replica as the store has it, taken over or read again.</summary>
/// <param name="Job">The current delivery.</param>
/// <param name="AssignedTo">Base id of the sandbox that the store names for it. Absent when the store has it queued.</param>
internal sealed record OwnedJob(WaitingJob Job, string? AssignedTo);
