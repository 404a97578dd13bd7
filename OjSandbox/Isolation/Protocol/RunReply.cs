namespace OjSandbox.Isolation.Protocol;

/// <summary>How a run ended, as the runner saw it. What the cgroup measured is read by the sandbox itself.</summary>
internal sealed record RunReply
{
    /// <summary>Where the start failed; <see cref="StartStage.Started"/> when the program ran.</summary>
    public required StartStage Stage { get; init; }

    /// <summary>Error number of the failed start (errno(3)). 0 when the program ran.</summary>
    public required int StartError { get; init; }

    /// <summary>What wait(2) said about the program's first process.</summary>
    public required int WaitStatus { get; init; }

    /// <summary>Why the runner ended the run.</summary>
    public required StopReason Stopped { get; init; }

    /// <summary>Time on the wall clock from start to end, in nanoseconds.</summary>
    public required long WallNanoseconds { get; init; }

    /// <summary>CPU time of the first process and the descendants it waited for, in nanoseconds (getrusage(2)).</summary>
    public required long ProcessCpuNanoseconds { get; init; }

    /// <summary>Largest resident set of one of these processes, in KiB (getrusage(2)).</summary>
    public required long MaxResidentKib { get; init; }

    public void Write(WireWriter writer)
    {
        writer.Write((int)Stage);
        writer.Write(StartError);
        writer.Write(WaitStatus);
        writer.Write((int)Stopped);
        writer.Write(WallNanoseconds);
        writer.Write(ProcessCpuNanoseconds);
        writer.Write(MaxResidentKib);
    }

    public static RunReply Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        return new RunReply
        {
            Stage = (StartStage)reader.ReadInt32(),
            StartError = reader.ReadInt32(),
            WaitStatus = reader.ReadInt32(),
            Stopped = (StopReason)reader.ReadInt32(),
            WallNanoseconds = reader.ReadInt64(),
            ProcessCpuNanoseconds = reader.ReadInt64(),
            MaxResidentKib = reader.ReadInt64(),
        };
    }
}
