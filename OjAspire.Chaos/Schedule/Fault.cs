namespace OjAspire.Chaos.Schedule;

/// <summary>What can be done to the application.</summary>
internal enum Fault
{
    /// <summary>SIGKILL to an API server.</summary>
    KillReplica,

    /// <summary>SIGKILL to a sandbox.</summary>
    KillSandbox,

    /// <summary>SIGKILL to all API servers at once.</summary>
    KillAllReplicas,

    /// <summary>SIGKILL to all sandboxes at once.</summary>
    KillAllSandboxes,

    /// <summary>SIGSTOP to an API server, and SIGCONT after its lease has run out.</summary>
    PauseReplica,

    /// <summary>The same before its lease has run out.</summary>
    PauseReplicaBriefly,

    /// <summary>SIGSTOP to a sandbox, and SIGCONT after its jobs are given up.</summary>
    PauseSandbox,

    /// <summary>SIGTERM to an API server, and a new one when it has gone.</summary>
    RestartReplica,

    /// <summary>SIGTERM to a sandbox, and a new one when it has gone.</summary>
    RestartSandbox,

    /// <summary>An API server and a sandbox do not reach each other.</summary>
    PartReplicaFromSandbox,

    /// <summary>An API server does not reach the database.</summary>
    PartReplicaFromStore,

    /// <summary>Nobody reaches an API server, and it reaches nobody.</summary>
    IsolateReplica,

    /// <summary>Nobody reaches a sandbox, and it reaches nobody.</summary>
    IsolateSandbox,

    /// <summary>The database is stopped at once, or the file is locked.</summary>
    StopStore,

    /// <summary>The database stands still (SIGSTOP): connections stay open, and nothing answers on them.</summary>
    HangStore,
}
