namespace OjSandbox.Isolation;

/// <summary>What one run in a box may use.</summary>
internal sealed record RunLimits
{
    /// <summary>CPU time at which the run is killed.</summary>
    public required TimeSpan Cpu { get; init; }

    /// <summary>Time on the wall clock at which the run is killed.</summary>
    public required TimeSpan Wall { get; init; }

    /// <summary>Memory, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Most that all processes together use when the memory limit is one of each process, in bytes.</summary>
    public long SharedMemoryBytes { get; init; }

    /// <summary>Stack of a process, in bytes. 0 means no limit.</summary>
    public long StackBytes { get; init; }

    /// <summary>Processes and threads.</summary>
    public required int Processes { get; init; }

    /// <summary>Largest file, in bytes.</summary>
    public required long FileSizeBytes { get; init; }

    /// <summary>Whether <see cref="Cpu"/> holds for each process instead of all together.</summary>
    public bool PerProcessTime { get; init; }

    /// <summary>Whether <see cref="MemoryBytes"/> holds for each process (as address space) instead of all together.</summary>
    public bool PerProcessMemory { get; init; }
}
