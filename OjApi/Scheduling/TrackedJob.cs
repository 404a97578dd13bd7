namespace OjApi.Scheduling;

/// <summary>One unfinished submission of this replica. Mutable; touched under the lock of <see cref="Scheduler"/> only.</summary>
internal sealed class TrackedJob(WaitingJob job, long sequence)
{
    public Guid Token { get; } = job.Key.Token;

    /// <summary>Order of arrival, for those accepted at the same moment.</summary>
    public long Sequence { get; } = sequence;

    public int Attempt { get; set; } = job.Key.Attempt;

    public string LanguageKey { get; } = job.LanguageKey;

    public DateTimeOffset EnqueuedAt { get; } = job.EnqueuedAt;

    public string? TraceParent { get; } = job.TraceParent;

    public string Tenant { get; } = job.Tenant;

    public int Priority { get; } = job.Priority;

    public JobPhase Phase { get; set; }

    /// <summary>When the store was last said to have it for this replica; see <see cref="Scheduler.BeginReading"/>.</summary>
    public long ConfirmedAt { get; set; }

    /// <summary>The stream that holds it; present exactly while <see cref="JobPhase.Held"/>.</summary>
    public SandboxStream? Holder { get; set; }

    /// <summary>The claim that it answers; absent when it was recognised in a report instead.</summary>
    public string? ClaimId { get; set; }

    /// <summary>Base id of the sandbox of the current delivery, kept after its stream ended.</summary>
    public string? SandboxBaseId { get; set; }

    /// <summary>When an orphan is given up.</summary>
    public DateTimeOffset OrphanedUntil { get; set; }

    /// <summary>Whether its stream ended without a goodbye, so that its sandbox may have died. Has a meaning for orphans only.</summary>
    public bool HolderVanished { get; set; }

    /// <summary>What has come to nothing so far.</summary>
    public DeliveryCounts Counts { get; set; } = job.Counts;

    /// <summary>Base ids of the sandboxes whose death this replica has seen and counted.</summary>
    public List<string> DeadSandboxes { get; } = [];

    /// <summary>Whether a sandbox died while it had this job: it may do that to the next one.</summary>
    public bool IsSuspect => Counts.Died > 0;

    public JobKey Key => new(Token, Attempt);

    public WaitingJob ToWaitingJob() => new(Key, LanguageKey, EnqueuedAt, TraceParent, Tenant, Priority, Counts);
}
