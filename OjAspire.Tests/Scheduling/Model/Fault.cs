namespace OjAspire.Tests.Scheduling.Model;

/// <summary>What may go wrong between two steps.</summary>
internal enum Fault
{
    /// <summary>A replica ends at once; a new one comes a little later.</summary>
    KillReplica,

    /// <summary>All replicas end at once.</summary>
    KillAllReplicas,

    /// <summary>A replica stands still for longer than its lease, and then goes on.</summary>
    PauseReplica,

    /// <summary>A replica is told to stop, and does so in order.</summary>
    DrainReplica,

    /// <summary>A sandbox ends at once; a new one comes in its place.</summary>
    KillSandbox,

    /// <summary>A sandbox is told to stop: it hands back what it runs.</summary>
    DrainSandbox,

    /// <summary>A sandbox's judge fails by our fault.</summary>
    FailJob,

    /// <summary>A stream ends; what was sent on it and not read is lost.</summary>
    CutStream,

    /// <summary>A stream falls silent either way; nobody is told.</summary>
    SilenceStream,

    /// <summary>The store refuses everything for longer than a lease.</summary>
    StoreAway,

    /// <summary>The store does nothing and says nothing for longer than a lease.</summary>
    StoreHanging,

    /// <summary>What the store is asked for now is refused, once.</summary>
    RefuseCalls,

    /// <summary>What the store has done and not answered yet is never answered; the callers see a broken connection.</summary>
    LoseAnswers,
}
