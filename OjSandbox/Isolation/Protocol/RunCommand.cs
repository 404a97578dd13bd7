namespace OjSandbox.Isolation.Protocol;

/// <summary>
/// Runs a command as the box user until it ends or a limit is reached, and leaves no process behind. Its descriptors are, in this
/// order: standard input, standard output, standard error, the CPU usage file of its cgroup, and the files by which a process
/// joins that cgroup.
/// </summary>
internal sealed record RunCommand
{
    /// <summary>Program and arguments; the program by path.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Environment as <c>NAME=value</c>; nothing else is inherited.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary>Time on the wall clock after which the run is killed, in nanoseconds.</summary>
    public required long WallNanoseconds { get; init; }

    /// <summary>CPU time of the whole cgroup at which the run is killed, in nanoseconds. 0 means no such limit.</summary>
    public required long CpuNanoseconds { get; init; }

    /// <summary>How many nanoseconds one unit of the CPU usage file is worth.</summary>
    public required int CpuUsageUnit { get; init; }

    /// <summary>CPU time of every process on its own, in whole seconds (RLIMIT_CPU). 0 means no such limit.</summary>
    public required long ProcessCpuSeconds { get; init; }

    /// <summary>Address space of every process on its own, in bytes (RLIMIT_AS). 0 means no such limit.</summary>
    public required long AddressSpaceBytes { get; init; }

    /// <summary>Stack of a process, in bytes (RLIMIT_STACK). 0 means no limit.</summary>
    public required long StackBytes { get; init; }

    /// <summary>Largest file that may be written, in bytes (RLIMIT_FSIZE).</summary>
    public required long FileSizeBytes { get; init; }

    /// <summary>Open descriptors of a process (RLIMIT_NOFILE).</summary>
    public required long OpenFiles { get; init; }

    public void Write(WireWriter writer)
    {
        writer.Write(Arguments);
        writer.Write(Environment);
        writer.Write(WallNanoseconds);
        writer.Write(CpuNanoseconds);
        writer.Write(CpuUsageUnit);
        writer.Write(ProcessCpuSeconds);
        writer.Write(AddressSpaceBytes);
        writer.Write(StackBytes);
        writer.Write(FileSizeBytes);
        writer.Write(OpenFiles);
    }

    public static RunCommand Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return new RunCommand
        {
            Arguments = reader.ReadStrings(),
            Environment = reader.ReadStrings(),
            WallNanoseconds = reader.ReadInt64(),
            CpuNanoseconds = reader.ReadInt64(),
            CpuUsageUnit = reader.ReadInt32(),
            ProcessCpuSeconds = reader.ReadInt64(),
            AddressSpaceBytes = reader.ReadInt64(),
            StackBytes = reader.ReadInt64(),
            FileSizeBytes = reader.ReadInt64(),
            OpenFiles = reader.ReadInt64(),
        };
    }
}
