namespace OjApi.Scheduling;

/// <summary>Where a job of this replica is. Exactly one of these at any time.</summary>
internal enum JobPhase
{
    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>Given to the sandbox of a living stream, or recognised in its reports.</summary>
    Held,

    /// <summary>Given to a sandbox, but the stream is gone; some sandbox may still report it until the grace time is over.</summary>
    Orphan,

    /// <summary>Its result is here and on the way into the store.</summary>
    Recording,

    /// <summary>Its delivery failed and the store is being told, before it waits again.</summary>
    Redelivering,
}
