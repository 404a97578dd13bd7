namespace OjSandbox.Isolation.Cgroups;

/// <summary>Cgroups of version 2: one hierarchy for all controllers (Linux Documentation/admin-guide/cgroup-v2).</summary>
internal sealed class CgroupsV2 : ICgroups
{
    private readonly CgroupDirectories _directories;

    /// <param name="parent">Directory below which cgroups are made; its controllers are enabled for its children.</param>
    /// <param name="owner">Who this sandbox is.</param>
    /// <param name="controllers">What to enable for the single cgroups, such as <c>+memory +pids</c>.</param>
    public CgroupsV2(string parent, CgroupOwner owner, string controllers)
    {
        _directories = new CgroupDirectories([parent], owner);
        _directories.Prepare();
        CgroupFile.Write(_directories.Own[0], "cgroup.subtree_control", controllers);
    }

    /// <inheritdoc/>
    public ICgroup Create(CgroupLimits limits)
    {
        var directory = _directories.Create()[0];
        CgroupFile.Write(directory, "memory.max", limits.MemoryBytes);
        // Only there when swap is accounted.
        if (File.Exists(Path.Combine(directory, "memory.swap.max")))
        {
            CgroupFile.Write(directory, "memory.swap.max", 0);
        }

        // At the limit everything of the run is killed, not only the process that happens to be the largest.
        CgroupFile.Write(directory, "memory.oom.group", 1);
        CgroupFile.Write(directory, "pids.max", limits.Processes);
        return new CgroupV2(_directories, directory);
    }

    public void Dispose() => _directories.Dispose();
}
