namespace OjSandbox.Isolation.Cgroups;

/// <summary>Cgroups of version 1: one hierarchy for each controller (Linux Documentation/admin-guide/cgroup-v1).</summary>
internal sealed class CgroupsV1 : ICgroups
{
    private readonly CgroupDirectories _directories;
    private readonly int _memory;
    private readonly int _processes;
    private readonly int _cpu;

    /// <param name="parents">For each controller the directory below which cgroups are made; controllers may share one.</param>
    /// <param name="owner">Who this sandbox is.</param>
    public CgroupsV1(IReadOnlyDictionary<string, string> parents, CgroupOwner owner)
    {
        string[] hierarchies = [.. parents.Values.Distinct()];
        _memory = Array.IndexOf(hierarchies, parents["memory"]);
        _processes = Array.IndexOf(hierarchies, parents["pids"]);
        _cpu = Array.IndexOf(hierarchies, parents["cpuacct"]);
        _directories = new CgroupDirectories(hierarchies, owner);
        _directories.Prepare();
    }

    /// <inheritdoc/>
    public ICgroup Create(CgroupLimits limits)
    {
        var directories = _directories.Create();
        var memory = directories[_memory];
        CgroupFile.Write(memory, "memory.limit_in_bytes", limits.MemoryBytes);
        // Only there when swap is accounted; memory and swap together, so no swap is left.
        if (File.Exists(Path.Combine(memory, "memory.memsw.limit_in_bytes")))
        {
            CgroupFile.Write(memory, "memory.memsw.limit_in_bytes", limits.MemoryBytes);
        }

        CgroupFile.Write(directories[_processes], "pids.max", limits.Processes);
        return new CgroupV1(_directories, directories, memory, directories[_cpu]);
    }

    public void Dispose() => _directories.Dispose();
}
