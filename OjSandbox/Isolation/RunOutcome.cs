using OjSandbox.Isolation.Native;
using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Isolation;

/// <summary>How a run ended, measured by the kernel. Owns the outputs.</summary>
internal sealed record RunOutcome : IDisposable
{
    /// <summary>Error number (errno(3)) with which the program could not be executed; 0 when it ran.</summary>
    public required int StartError { get; init; }

    /// <summary>Exit code; <see langword="null"/> when a signal ended the program.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>Number of the signal that ended the program; <see langword="null"/> when it ended by itself.</summary>
    public required int? Signal { get; init; }

    /// <summary>Why the run was stopped.</summary>
    public required StopReason Stopped { get; init; }

    public required TimeSpan Cpu { get; init; }

    public required TimeSpan Wall { get; init; }

    public required long PeakMemoryBytes { get; init; }

    /// <summary>Whether the kernel killed a process of the run at the memory limit.</summary>
    public required bool OutOfMemory { get; init; }

    public required MemoryFile Output { get; init; }

    /// <summary>Standard error; the same file as <see cref="Output"/> when they were joined.</summary>
    public required MemoryFile Error { get; init; }

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }
}
