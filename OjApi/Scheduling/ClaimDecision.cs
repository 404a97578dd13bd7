namespace OjApi.Scheduling;

/// <summary>The answer to a claim.</summary>
/// <param name="Job">The job that the sandbox now holds; absent when there is none for it.</param>
/// <param name="Waiting">What waits here after this decision.</param>
internal readonly record struct ClaimDecision(WaitingJob? Job, WaitingWork Waiting);
