using System.Runtime.InteropServices;

namespace OjSandbox.Runner;

/// <summary><c>struct rusage</c> of getrusage(2), as far as it is read here.</summary>
[StructLayout(LayoutKind.Sequential, Size = 144)]
internal readonly struct ResourceUsage
{
    private readonly long _userSeconds;
    private readonly long _userMicroseconds;
    private readonly long _systemSeconds;
    private readonly long _systemMicroseconds;

    /// <summary>Largest resident set, in KiB.</summary>
    public readonly long MaxResidentKib;

    /// <summary>User and system CPU time, in nanoseconds.</summary>
    public long CpuNanoseconds => ((_userSeconds + _systemSeconds) * 1_000_000 + _userMicroseconds + _systemMicroseconds) * 1000;
}
