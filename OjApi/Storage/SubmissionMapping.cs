using Google.Protobuf;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>Between the stored row and the record the rest of the server works with.</summary>
internal static class SubmissionMapping
{
    public static SubmissionRow ToRow(this Submission submission)
    {
        var row = new SubmissionRow
        {
            Token = submission.Token,
            LanguageId = submission.LanguageId,
            LanguageKey = submission.Spec.LanguageKey,
            Spec = submission.Spec.ToByteArray(),
            CallbackUrl = submission.CallbackUrl?.OriginalString,
            Tenant = submission.Tenant,
            Priority = submission.Priority,
            CreatedAt = submission.CreatedAt,
            TraceParent = submission.TraceParent,
            State = submission.State,
            Owner = submission.Owner,
            Attempt = submission.Attempt,
            StartedAt = submission.StartedAt,
            FinishedAt = submission.FinishedAt,
            SandboxBaseId = submission.SandboxBaseId,
            InternalError = submission.InternalError,
            Result = submission.Result?.ToByteArray(),
            Verdict = (int?)submission.Result?.Verdict,
            Unjudged = submission.Unjudged,
            FailedDeliveries = submission.Counts.Failed,
            SandboxDeaths = submission.Counts.Died,
            FirstAttempt = submission.FirstAttempt,
            RejudgedAt = submission.RejudgedAt,
        };
        return row;
    }

    public static Submission ToSubmission(this SubmissionRow row) => new()
    {
        Token = row.Token,
        LanguageId = row.LanguageId,
        Spec = JobSpec.Parser.ParseFrom(row.Spec),
        CallbackUrl = row.CallbackUrl is null ? null : new Uri(row.CallbackUrl),
        Tenant = row.Tenant,
        Priority = row.Priority,
        CreatedAt = row.CreatedAt,
        TraceParent = row.TraceParent,
        State = row.State,
        Owner = row.Owner,
        Attempt = row.Attempt,
        StartedAt = row.StartedAt,
        FinishedAt = row.FinishedAt,
        SandboxBaseId = row.SandboxBaseId,
        Result = row.Result is null ? null : JudgeResult.Parser.ParseFrom(row.Result),
        InternalError = row.InternalError,

        // The release before does not say why.
        Unjudged = row.InternalError is null ? row.Unjudged : row.Unjudged ?? Unjudged.GivenUp,
        Counts = new DeliveryCounts(row.FailedDeliveries, row.SandboxDeaths),
        FirstAttempt = row.FirstAttempt,
        RejudgedAt = row.RejudgedAt,
    };

    public static PastAttempt ToPastAttempt(this AttemptRow row) => new()
    {
        Attempt = row.Attempt,
        Ending = row.Ending,
        SandboxBaseId = row.SandboxBaseId,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        Reason = row.Reason,
        Result = row.Result is null ? null : JudgeResult.Parser.ParseFrom(row.Result),
        InternalError = row.InternalError,
    };
}
