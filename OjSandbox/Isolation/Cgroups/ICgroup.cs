using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation.Cgroups;

/// <summary>The cgroup of one run. Disposing it removes it as soon as it is empty. Not thread-safe.</summary>
internal interface ICgroup : IDisposable
{
    /// <summary>Files to which a process writes "0" to join.</summary>
    IReadOnlyList<SafeFileHandle> Join { get; }

    /// <summary>File whose first number is the CPU time used so far.</summary>
    SafeFileHandle CpuUsage { get; }

    /// <summary>How many nanoseconds one unit of <see cref="CpuUsage"/> is worth.</summary>
    int CpuUsageUnit { get; }

    /// <summary>Reads what the kernel measured.</summary>
    /// <exception cref="IsolationException">It cannot be read.</exception>
    CgroupUsage Measure();
}
