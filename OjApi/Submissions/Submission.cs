using Oj.Contracts.Scheduling;
using OjApi.Callbacks;
using OjApi.Scheduling;
using OjApi.Scheduling.Ordering;

namespace OjApi.Submissions;

/// <summary>One submission as it was at one moment. Immutable: a change is a new record from the store.</summary>
internal sealed record Submission
{
    /// <summary>Owner of a submission that was handed over and that nobody has adopted yet.</summary>
    public const string NoOwner = "";

    /// <summary>Public name of the submission.</summary>
    public required Guid Token { get; init; }

    /// <summary>Language id as the client sent it (one of the language's ids, not always the canonical one).</summary>
    public required int LanguageId { get; init; }

    /// <summary>What is judged. Never changed after the submission was accepted.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>On whose behalf it is judged; tenants share a replica by turns.</summary>
    public string Tenant { get; init; } = TenantName.Default;

    /// <summary>Larger is sooner, within its tenant.</summary>
    public int Priority { get; init; }

    /// <summary>Where the outcome is sent. Absent means nowhere.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>How far the callback of its latest outcome has come. Absent when there is none, and where nobody asked for it.</summary>
    public CallbackStatus? Callback { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>W3C traceparent of the request that brought it. Absent when it was not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>How far it has come.</summary>
    public SubmissionState State { get; init; }

    /// <summary>Id of the replica that schedules it, or <see cref="NoOwner"/>.</summary>
    public required string Owner { get; init; }

    /// <summary>Number of the current delivery, from 1; a new delivery gets the next one.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When the current attempt was assigned. Absent while queued.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the outcome was stored. Absent until final.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Base id of the sandbox of the current attempt. Absent while queued.</summary>
    public string? SandboxBaseId { get; init; }

    /// <summary>What the program is worth. Present only when final, and then exclusive with <see cref="InternalError"/>.</summary>
    public JudgeResult? Result { get; init; }

    /// <summary>Why *we* could not judge it, for the user. Present only when given up or quarantined.</summary>
    public string? InternalError { get; init; }

    /// <summary>Why it has no verdict. Present only when final, and then exclusive with <see cref="Result"/>.</summary>
    public Unjudged? Unjudged { get; init; }

    /// <summary>What has come to nothing since it was accepted or rejudged.</summary>
    public DeliveryCounts Counts { get; init; }

    /// <summary>
    /// The attempt with which the current judging began: 1, or that of the last rejudge. What still runs under an earlier
    /// number is not wanted any more.
    /// </summary>
    public int FirstAttempt { get; init; } = 1;

    /// <summary>When it was rejudged last. Absent when it never was.</summary>
    public DateTimeOffset? RejudgedAt { get; init; }
}
