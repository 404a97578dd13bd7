using OjSandbox.Isolation.Cgroups;

namespace OjAspire.Tests.Isolation;

public sealed class CgroupMountTests
{
    [Fact]
    public void Version_1_hierarchies_are_found_with_the_own_cgroup_in_each()
    {
        using var root = new TemporaryDirectory();
        var own = root.Create("memory/system/job");
        var both = root.Create("cpu,cpuacct");
        string[] mounts =
        [
            "25 30 0:22 / /proc rw,nosuid - proc proc rw",
            $"31 23 0:27 / {root.Path}/memory rw - cgroup cgroup rw,memory",
            $"32 23 0:28 / {root.Path}/cpu,cpuacct rw shared:5 - cgroup cgroup rw,cpu,cpuacct",
        ];
        var found = CgroupMount.Read(mounts, ["4:memory:/system/job", "3:cpu,cpuacct:/", "1:name=systemd:/init.scope"]);

        Assert.Equal([own, both], found.Select(mount => mount.Own));
        Assert.Equal(["memory", "cpu", "cpuacct"], found.SelectMany(mount => mount.Controllers));
        Assert.All(found, mount => Assert.Equal(1, mount.Version));
    }

    [Fact]
    public void In_a_container_paths_told_from_the_hosts_root_are_found_below_the_mount()
    {
        using var root = new TemporaryDirectory();
        var own = root.Create("inner");
        string[] mounts = [$"31 23 0:27 /docker/abc {root.Path} rw - cgroup2 cgroup rw,nsdelegate"];

        Assert.Equal(own, Assert.Single(CgroupMount.Read(mounts, ["0::/docker/abc/inner"])).Own);
        Assert.Equal(root.Path, Assert.Single(CgroupMount.Read(mounts, ["0::/docker/abc"])).Own.TrimEnd('/'));
    }

    [Fact]
    public void A_read_only_mount_is_known_as_such_and_keeps_the_own_cgroup_when_it_is_reached_at_another_place()
    {
        using var root = new TemporaryDirectory();
        var own = root.Create("pod/main");
        string[] mounts = [$"31 23 0:27 / {root.Path} ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw,nsdelegate"];

        var found = Assert.Single(CgroupMount.Read(mounts, ["0::/pod/main"]));

        Assert.Equal((own, true), (found.Own, found.IsReadOnly));
        Assert.Equal(("/proc/self/fd/7/pod/main", false), (found.At("/proc/self/fd/7").Own, found.At("/proc/self/fd/7").IsReadOnly));
    }

    [Fact]
    public void Of_two_mounts_at_one_place_the_later_one_counts()
    {
        using var root = new TemporaryDirectory();
        string[] mounts =
        [
            $"200 196 0:32 /.. {root.Path} rw,relatime - cgroup cgroup rw,memory",
            $"211 207 0:32 / {root.Path} ro,nosuid,nodev,noexec,relatime - cgroup cgroup rw,memory",
        ];

        Assert.True(Assert.Single(CgroupMount.Read(mounts, ["4:memory:/"])).IsReadOnly);
    }
}
