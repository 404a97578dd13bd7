using OjApi.Scheduling;

namespace OjApi.Storage;

/// <summary>An attempt that a later one has replaced. The current one stands in <see cref="SubmissionRow"/>; goes with its submission.</summary>
internal sealed class AttemptRow
{
    public long SubmissionId { get; set; }

    public int Attempt { get; set; }

    public AttemptEnding Ending { get; set; }

    public string? SandboxBaseId { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    public string? Reason { get; set; }

    /// <summary>Serialized <c>oj.scheduling.v1.JudgeResult</c>.</summary>
    public byte[]? Result { get; set; }

    /// <summary>Number of the <c>Verdict</c> in <see cref="Result"/>.</summary>
    public int? Verdict { get; set; }

    public string? InternalError { get; set; }
}
