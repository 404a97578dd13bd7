namespace OjSandbox.Isolation.Cgroups;

/// <summary>Where a cgroup hierarchy is mounted, and where in it this process is.</summary>
/// <param name="Version">1 or 2.</param>
/// <param name="Controllers">Its controllers; empty for version 2, whose controllers differ from cgroup to cgroup.</param>
/// <param name="MountPoint">The directory that it is mounted on.</param>
/// <param name="Own">The directory of this process's own cgroup.</param>
/// <param name="IsReadOnly">Whether nothing can be written through this mount, as in containers that are not privileged.</param>
internal sealed record CgroupMount(int Version, IReadOnlyList<string> Controllers, string MountPoint, string Own, bool IsReadOnly = false)
{
    private const int Root = 3, Point = 4, Options = 5;

    /// <summary>Reads the mounted hierarchies.</summary>
    /// <param name="mounts">Lines of <c>/proc/self/mountinfo</c> (proc(5)).</param>
    /// <param name="memberships">Lines of <c>/proc/self/cgroup</c> (cgroups(7)).</param>
    public static IReadOnlyList<CgroupMount> Read(IEnumerable<string> mounts, IEnumerable<string> memberships)
    {
        // hierarchy-id:controllers:path; version 2 has neither id nor controllers.
        var paths = memberships.Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3)
            .ToDictionary(parts => parts[1], parts => parts[2]);
        var found = new List<CgroupMount>();
        foreach (var mount in mounts)
        {
            var halves = mount.Split(" - ", 2);
            if (halves.Length != 2)
            {
                continue;
            }

            string[] fields = halves[0].Split(' '), system = halves[1].Split(' ');
            // The later of two mounts at one place hides the earlier.
            found.RemoveAll(earlier => earlier.MountPoint == fields[Point]);
            if (system[0] == "cgroup2" && paths.TryGetValue("", out var path))
            {
                found.Add(new CgroupMount(2, [], fields[Point], Resolve(fields, path), IsReadOnlyMount(fields)));
            }
            else if (system[0] == "cgroup" && paths.FirstOrDefault(entry => IsMountOf(system[^1], entry.Key)) is { Key: not null } entry)
            {
                found.Add(new CgroupMount(1, entry.Key.Split(','), fields[Point], Resolve(fields, entry.Value), IsReadOnlyMount(fields)));
            }
        }

        return found;
    }

    /// <summary>The same hierarchy, reached at another place.</summary>
    public CgroupMount At(string mountPoint) =>
        this with { MountPoint = mountPoint, Own = mountPoint + Own[MountPoint.Length..], IsReadOnly = false };

    private static bool IsMountOf(string superOptions, string controllers) =>
        controllers.Length > 0 && controllers.Split(',').All(controller => superOptions.Split(',').Contains(controller));

    private static bool IsReadOnlyMount(string[] fields) => fields[Options].Split(',').Contains("ro");

    private static string Resolve(string[] fields, string path)
    {
        // A container sees a part of the hierarchy: what is mounted is its root, and paths may be told from the host's root.
        var root = fields[Root].TrimEnd('/');
        var below = path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path;
        var own = Path.Combine(fields[Point], below.TrimStart('/'));
        return Directory.Exists(own) ? own : fields[Point];
    }
}
