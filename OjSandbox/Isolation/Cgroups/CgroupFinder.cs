namespace OjSandbox.Isolation.Cgroups;

/// <summary>Finds out which cgroups this machine offers and takes a place in them below the one this process is in.</summary>
internal static class CgroupFinder
{
    private static readonly string[] Needed = ["memory", "pids", "cpuacct"];

    /// <summary>Opens the cgroups of this machine.</summary>
    /// <param name="writable">Makes writable what is not.</param>
    /// <exception cref="IsolationException">There is nothing to limit and measure programs with; the message says what to do.</exception>
    public static ICgroups Open(WritableMounts writable)
    {
        try
        {
            var mounts = CgroupMount.Read(File.ReadAllLines("/proc/self/mountinfo"), File.ReadAllLines("/proc/self/cgroup"));
            return Open(writable.Of(mounts), CgroupOwner.Current);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IsolationException(
                "The cgroup file system cannot be written to. Run the sandbox as root, in a container with the privileges of docs/containers.md.",
                failure);
        }
    }

    /// <summary>Opens the cgroups of the hierarchies given.</summary>
    public static ICgroups Open(IReadOnlyList<CgroupMount> mounts, CgroupOwner owner)
    {
        var version1 = mounts.Where(mount => mount.Version == 1)
            .SelectMany(mount => mount.Controllers, (mount, controller) => (controller, mount.Own))
            .DistinctBy(entry => entry.controller)
            .ToDictionary(entry => entry.controller, entry => entry.Own);
        if (Needed.All(version1.ContainsKey))
        {
            // The cpu controller gives every run the same share, however many threads it has; the others are of no use here.
            return new CgroupsV1(version1.Where(entry => Needed.Contains(entry.Key) || entry.Key == "cpu").ToDictionary(), owner);
        }

        return mounts.FirstOrDefault(mount => mount.Version == 2) is { } version2 && TryOpenVersion2(version2, owner) is { } cgroups ? cgroups
            : throw new IsolationException(
                "No cgroup hierarchy with the controllers memory and pids can be used. Boot with systemd.unified_cgroup_hierarchy=1 (on a "
                + "Raspberry Pi also cgroup_enable=memory), or start the sandbox by: systemd-run --scope -p Delegate=yes COMMAND");
    }

    private static CgroupsV2? TryOpenVersion2(CgroupMount mount, CgroupOwner owner)
    {
        for (var parent = mount.Own; parent.Length >= mount.MountPoint.Length; parent = Path.GetDirectoryName(parent)!)
        {
            var delegated = new DelegatedCgroup(parent);
            if (delegated.TryEnable(mayMoveProcesses: parent == mount.MountPoint) is { } controllers)
            {
                return new CgroupsV2(parent, owner, controllers);
            }
        }

        return null;
    }
}
