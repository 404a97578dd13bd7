using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>That a submission has become final.</summary>
/// <param name="Key">The submission, and the attempt that it ended with.</param>
/// <param name="IsUnjudged">Whether it ended without a verdict: what still runs of it need not run on.</param>
internal readonly record struct FinalSubmission(JobKey Key, bool IsUnjudged);
