namespace OjApi.Scheduling;

/// <summary>Whether a stream was taken in.</summary>
internal enum ConnectOutcome
{
    /// <summary>It is connected.</summary>
    Accepted,

    /// <summary>A living stream here has this sandbox id already.</summary>
    DuplicateSandboxId,

    /// <summary>This replica is about to stop.</summary>
    Draining,
}
