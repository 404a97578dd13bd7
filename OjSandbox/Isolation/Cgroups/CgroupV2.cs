using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation.Cgroups;

/// <summary>One cgroup of version 2.</summary>
internal sealed class CgroupV2 : ICgroup
{
    private readonly CgroupDirectories _owner;
    private readonly string _directory;

    public CgroupV2(CgroupDirectories owner, string directory)
    {
        (_owner, _directory) = (owner, directory);
        Join = [CgroupFile.Open(directory, "cgroup.procs", FileAccess.Write)];
        CpuUsage = CgroupFile.Open(directory, "cpu.stat", FileAccess.Read);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SafeFileHandle> Join { get; }

    /// <inheritdoc/>
    public SafeFileHandle CpuUsage { get; }

    /// <inheritdoc/>
    /// <remarks>"usage_usec" is the first line of cpu.stat, also where the cpu controller is not enabled.</remarks>
    public int CpuUsageUnit => 1000;

    /// <inheritdoc/>
    public CgroupUsage Measure() => new(
        TimeSpan.FromMicroseconds(CgroupFile.ReadKey(_directory, "cpu.stat", "usage_usec")),
        File.Exists(Path.Combine(_directory, "memory.peak")) ? CgroupFile.ReadNumber(_directory, "memory.peak") : null,
        CgroupFile.ReadKey(_directory, "memory.events", "oom_kill"));

    public void Dispose()
    {
        Join[0].Dispose();
        CpuUsage.Dispose();
        _owner.Remove(_directory);
    }
}
