using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation.Cgroups;

/// <summary>One cgroup of version 1.</summary>
internal sealed class CgroupV1 : ICgroup
{
    private readonly CgroupDirectories _owner;
    private readonly IReadOnlyList<string> _directories;
    private readonly string _memory;
    private readonly string _cpu;

    public CgroupV1(CgroupDirectories owner, IReadOnlyList<string> directories, string memory, string cpu)
    {
        (_owner, _directories, _memory, _cpu) = (owner, directories, memory, cpu);
        // "tasks" moves one thread, and a thread that moves itself needs no lock that stops forks on the whole machine.
        Join = [.. directories.Select(directory => CgroupFile.Open(directory, "tasks", FileAccess.Write))];
        CpuUsage = CgroupFile.Open(cpu, "cpuacct.usage", FileAccess.Read);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SafeFileHandle> Join { get; }

    /// <inheritdoc/>
    public SafeFileHandle CpuUsage { get; }

    /// <inheritdoc/>
    public int CpuUsageUnit => 1;

    /// <inheritdoc/>
    public CgroupUsage Measure() => new(
        TimeSpan.FromTicks(CgroupFile.ReadNumber(_cpu, "cpuacct.usage") / TimeSpan.NanosecondsPerTick),
        CgroupFile.ReadNumber(_memory, "memory.max_usage_in_bytes"),
        CgroupFile.ReadKey(_memory, "memory.oom_control", "oom_kill"));

    public void Dispose()
    {
        foreach (var file in Join)
        {
            file.Dispose();
        }

        CpuUsage.Dispose();
        foreach (var directory in _directories)
        {
            _owner.Remove(directory);
        }
    }
}
