namespace OjApi.Scheduling;

/// <summary>Whether a sandbox takes work.</summary>
internal enum SandboxAvailability
{
    /// <summary>Takes work.</summary>
    Ready,

    /// <summary>Was told to stop; finishes what it runs.</summary>
    Draining,

    /// <summary>Cannot judge safely at the moment.</summary>
    Withdrawn,
}
