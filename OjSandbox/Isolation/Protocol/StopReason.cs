namespace OjSandbox.Isolation.Protocol;

/// <summary>Why the runner ended a run.</summary>
internal enum StopReason
{
    /// <summary>It did not: the program ended by itself.</summary>
    None = 0,

    /// <summary>The CPU time of the cgroup was used up.</summary>
    CpuTime = 1,

    /// <summary>The time on the wall clock was over.</summary>
    WallTime = 2,
}
