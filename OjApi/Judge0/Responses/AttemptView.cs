using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Judge0.Responses;

/// <summary>One attempt of a submission, for display.</summary>
/// <param name="Submission">The submission as it was at the end of this attempt, or as it is now.</param>
/// <param name="Ending">How the attempt ended; absent while it has not.</param>
/// <param name="Reason">What went wrong, for the operator; absent when it ended with an outcome.</param>
internal sealed record AttemptView(Submission Submission, AttemptEnding? Ending, string? Reason)
{
    /// <summary>The fields of a submission that are told of every attempt that came to an outcome, or still may.</summary>
    public static IReadOnlyList<SubmissionField> Fields { get; } =
        [.. new[] { "status", "verdict", "time", "memory" }.Select(name => SubmissionFields.All.Single(field => field.Name == name))];

    /// <summary>Whether the attempt says something of the submission; one that came to nothing does not.</summary>
    public bool HasStatus => Ending is not (AttemptEnding.Failed or AttemptEnding.Lost or AttemptEnding.Died or AttemptEnding.HandedBack);

    /// <summary>The current attempt.</summary>
    public static AttemptView Of(Submission submission) =>
        new(submission, submission.State == SubmissionState.Final ? EndingOf(submission) : null, Reason: null);

    /// <summary>An attempt that a later one has replaced.</summary>
    public static AttemptView Of(PastAttempt past, Submission submission) => new(
        submission with
        {
            State = SubmissionState.Final,
            Attempt = past.Attempt,
            SandboxBaseId = past.SandboxBaseId,
            StartedAt = past.StartedAt,
            FinishedAt = past.EndedAt,
            Result = past.Result,
            InternalError = past.InternalError,
            Unjudged = past.Ending switch
            {
                AttemptEnding.Cancelled => Unjudged.Cancelled,
                AttemptEnding.Quarantined => Unjudged.Quarantined,
                AttemptEnding.Judged => null,
                _ => Unjudged.GivenUp,
            },
        },
        past.Ending,
        past.Reason);

    private static AttemptEnding EndingOf(Submission final) => final.Unjudged switch
    {
        Unjudged.Cancelled => AttemptEnding.Cancelled,
        Unjudged.Quarantined => AttemptEnding.Quarantined,
        _ => final.Result is null ? AttemptEnding.GivenUp : AttemptEnding.Judged,
    };
}
