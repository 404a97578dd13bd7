using Oj.Contracts.Scheduling;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>An attempt of a submission that a later one has replaced. Immutable.</summary>
internal sealed record PastAttempt
{
    /// <summary>Its number, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptEnding Ending { get; init; }

    /// <summary>Base id of its sandbox. Absent when it never had one, as far as known.</summary>
    public string? SandboxBaseId { get; init; }

    /// <summary>When it was assigned. Absent when it never was, as far as known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its outcome was stored, or its failure noticed.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>What went wrong, for the operator. Absent when it ended with an outcome.</summary>
    public string? Reason { get; init; }

    /// <summary>Its verdict. Present only when it was judged.</summary>
    public JudgeResult? Result { get; init; }

    /// <summary>Why *we* could not judge it, for the user. Present only when it was given up or quarantined.</summary>
    public string? InternalError { get; init; }
}
