using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>A submission as it is stored: the two protobuf messages whole, and beside them the columns that queries need.</summary>
internal sealed class SubmissionRow
{
    /// <summary>Order of acceptance; given by the store.</summary>
    public long Id { get; set; }

    public Guid Token { get; set; }

    public int LanguageId { get; set; }

    /// <summary>Copy of the key in <see cref="Spec"/>.</summary>
    public required string LanguageKey { get; set; }

    /// <summary>Serialized <c>oj.scheduling.v1.JobSpec</c>.</summary>
    public required byte[] Spec { get; set; }

    public string? CallbackUrl { get; set; }

    public required string Tenant { get; set; }

    public int Priority { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string? TraceParent { get; set; }

    public SubmissionState State { get; set; }

    public required string Owner { get; set; }

    public int Attempt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? SandboxBaseId { get; set; }

    /// <summary>Serialized <c>oj.scheduling.v1.JudgeResult</c>.</summary>
    public byte[]? Result { get; set; }

    public string? InternalError { get; set; }

    /// <summary>Number of the <c>Verdict</c> in <see cref="Result"/>; absent while unfinished and on an internal error.</summary>
    public int? Verdict { get; set; }

    /// <summary>Number of the signal in <see cref="Result"/>.</summary>
    public int? ExitSignal { get; set; }

    /// <summary>CPU time of the result, in microseconds.</summary>
    public long? CpuTimeMicroseconds { get; set; }

    /// <summary>Memory of the result, in KiB.</summary>
    public long? MemoryKib { get; set; }

    /// <summary>Order in which submissions became final, rising over all replicas; the feed's cursor.</summary>
    public long? FinalSequence { get; set; }

    /// <summary>Why a final submission has no verdict.</summary>
    public Unjudged? Unjudged { get; set; }

    /// <summary>Deliveries of the current judging that failed.</summary>
    public int FailedDeliveries { get; set; }

    /// <summary>Deliveries of the current judging whose sandbox died.</summary>
    public int SandboxDeaths { get; set; }

    /// <summary>The attempt with which the current judging began: the first, or that of the last rejudge.</summary>
    public int FirstAttempt { get; set; }

    /// <summary>When it was rejudged last.</summary>
    public DateTimeOffset? RejudgedAt { get; set; }
}
