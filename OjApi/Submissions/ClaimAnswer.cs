using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>The whole answer to a claim.</summary>
/// <param name="Submission">What is to be judged; absent when there is no work.</param>
/// <param name="TraceParent">W3C traceparent for the sandbox's spans. Absent when it is not traced.</param>
/// <param name="Waiting">What waits here after this.</param>
internal sealed record ClaimAnswer(Submission? Submission, string? TraceParent, WaitingWork Waiting);
