using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>A submission as the scheduling core sees it.</summary>
internal static class SubmissionJobs
{
    public static JobKey Key(this Submission submission) => new(submission.Token, submission.Attempt);

    /// <summary>A rejudged submission waits since then: by the age of its acceptance it would go before everything new.</summary>
    public static WaitingJob ToWaitingJob(this Submission submission) => new(
        submission.Key(),
        submission.Spec.LanguageKey,
        submission.RejudgedAt ?? submission.CreatedAt,
        submission.TraceParent,
        submission.Tenant,
        submission.Priority,
        submission.Counts);

    public static OwnedJob ToOwnedJob(this Submission submission) =>
        new(submission.ToWaitingJob(), submission.State == SubmissionState.Assigned ? submission.SandboxBaseId ?? "" : null);

    /// <summary>Whether a replica has to see to it.</summary>
    public static bool IsUnfinishedOf(this Submission submission, string serverId) =>
        submission.State != SubmissionState.Final && string.Equals(submission.Owner, serverId, StringComparison.Ordinal);
}
