using Oj.Contracts.Scheduling;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>What a sandbox says came of a job: a verdict about the program, or that it failed to judge. Never both.</summary>
/// <param name="Stream">Where it came in.</param>
/// <param name="Key">The delivery.</param>
/// <param name="Result">The verdict; absent if the sandbox failed.</param>
/// <param name="Failure">Our failure; absent if there is a verdict.</param>
/// <param name="TraceParent">W3C traceparent of the span that judged. Empty means none.</param>
/// <param name="Acknowledge">Called once the outcome is committed or known to be superseded. Cheap; no harm when the stream is gone.</param>
internal sealed record JobOutcome(
    SandboxStream Stream,
    JobKey Key,
    JudgeResult? Result,
    JobFailed? Failure,
    string TraceParent,
    Action<JobKey> Acknowledge);
