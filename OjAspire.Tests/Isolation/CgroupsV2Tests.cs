using OjSandbox.Isolation;
using OjSandbox.Isolation.Cgroups;

namespace OjAspire.Tests.Isolation;

/// <summary>What is written to and read from the files of cgroup v2, against a directory that stands for the file system.</summary>
public sealed class CgroupsV2Tests
{
    private static readonly CgroupOwner Owner = CgroupOwner.Current;

    [Fact]
    public void A_cgroup_gets_its_limits_and_reports_what_the_kernel_measured()
    {
        using var root = new TemporaryDirectory();
        var run = $"{Owner.Name}/run-1";
        root.Write($"{run}/cgroup.procs", "");
        root.Write($"{run}/memory.swap.max", "max");
        root.Write($"{run}/cpu.stat", "usage_usec 1234567\nuser_usec 1000000\nsystem_usec 234567\n");
        root.Write($"{run}/memory.peak", "52428800\n");
        root.Write($"{run}/memory.events", "low 0\nhigh 0\nmax 12\noom 1\noom_kill 3\noom_group_kill 1\n");
        using var cgroups = new CgroupsV2(root.Path, Owner, "+memory +pids");
        using var cgroup = cgroups.Create(new CgroupLimits(64 << 20, 20));

        Assert.Equal("+memory +pids", root.Read($"{Owner.Name}/cgroup.subtree_control"));
        Assert.Equal("67108864", root.Read($"{run}/memory.max"));
        Assert.StartsWith("0", root.Read($"{run}/memory.swap.max"), StringComparison.Ordinal);
        Assert.Equal("1", root.Read($"{run}/memory.oom.group"));
        Assert.Equal("20", root.Read($"{run}/pids.max"));
        Assert.Equal(new CgroupUsage(TimeSpan.FromMicroseconds(1_234_567), 52_428_800, 3), cgroup.Measure());
        Assert.Single(cgroup.Join);
        Assert.Equal(1000, cgroup.CpuUsageUnit);
    }

    [Fact]
    public void Without_a_peak_file_the_peak_is_unknown_and_not_zero()
    {
        using var root = new TemporaryDirectory();
        root.Write($"{Owner.Name}/run-1/cgroup.procs", "");
        root.Write($"{Owner.Name}/run-1/cpu.stat", "usage_usec 1\n");
        root.Write($"{Owner.Name}/run-1/memory.events", "oom_kill 0\n");
        using var cgroups = new CgroupsV2(root.Path, Owner, "+memory");
        using var cgroup = cgroups.Create(new CgroupLimits(1, 1));

        Assert.Null(cgroup.Measure().PeakMemoryBytes);
    }

    [Fact]
    public void The_own_cgroup_is_used_when_its_controllers_can_be_enabled()
    {
        using var root = new TemporaryDirectory();
        root.Write("a/cgroup.controllers", "cpuset cpu io memory pids\n");
        using var cgroups = CgroupFinder.Open([new CgroupMount(2, [], root.Path, Path.Combine(root.Path, "a"))], Owner);

        Assert.Equal("+memory +pids +cpu", root.Read("a/cgroup.subtree_control"));
        Assert.True(Directory.Exists(Path.Combine(root.Path, "a", Owner.Name)));
    }

    [Fact]
    public void The_topmost_cgroup_of_a_container_is_emptied_first_because_the_kernel_wants_it_so()
    {
        using var root = new TemporaryDirectory();
        root.Write("cgroup.controllers", "cpu memory pids\n");
        root.Write("cgroup.procs", "1\n");
        // Stands for the kernel's rule: this file cannot be written before the processes have a child to be in.
        File.CreateSymbolicLink(Path.Combine(root.Path, "cgroup.subtree_control"), "oj-sandbox-main/enabled");
        using var cgroups = CgroupFinder.Open([new CgroupMount(2, [], root.Path, root.Path)], Owner);

        Assert.Equal("1", root.Read("oj-sandbox-main/cgroup.procs"));
        Assert.Equal("+memory +pids +cpu", root.Read("oj-sandbox-main/enabled"));
    }

    [Fact]
    public void A_hierarchy_without_the_controllers_is_refused_with_what_to_do()
    {
        using var root = new TemporaryDirectory();
        root.Write("cgroup.controllers", "io\n");
        var refused = Assert.Throws<IsolationException>(() => CgroupFinder.Open([new CgroupMount(2, [], root.Path, root.Path)], Owner));

        Assert.Contains("systemd-run --scope -p Delegate=yes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directories_of_dead_sandboxes_are_removed_and_those_of_the_living_or_unknown_are_not()
    {
        using var root = new TemporaryDirectory();
        var dead = root.Create($"{(Owner with { Started = "1" }).Name}/run-7");
        var elsewhere = root.Create((Owner with { Namespace = "1", Started = "1" }).Name);
        using var directories = new CgroupDirectories([root.Path], Owner);
        directories.Prepare();

        Assert.False(Directory.Exists(Path.GetDirectoryName(dead)));
        Assert.True(Directory.Exists(elsewhere));
        Assert.False(Owner.IsDead(Owner.Name));
    }
}
