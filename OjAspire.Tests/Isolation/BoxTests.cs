using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OjAspire.Tests.Judging;
using OjSandbox.Isolation;
using OjSandbox.Isolation.Cgroups;
using OjSandbox.Isolation.Protocol;

namespace OjAspire.Tests.Isolation;

[Collection(JudgingCollection.Name)]
public sealed class BoxTests(JudgingFixture sandbox)
{
    private static readonly RunLimits Limits = new()
    {
        Cpu = TimeSpan.FromSeconds(0.3),
        Wall = TimeSpan.FromSeconds(10),
        MemoryBytes = 64 << 20,
        Processes = 10,
        FileSizeBytes = 1 << 20,
    };

    private static RunRequest Request(params string[] command) => new() { Command = command, Limits = Limits };

    [Fact]
    public async Task A_file_is_written_once_and_only_inside_the_work_directory()
    {
        await using var box = await sandbox.Boxes.StartAsync([], CancellationToken.None);
        await box.WriteFileAsync("a.txt", "content"u8.ToArray(), CancellationToken.None);
        foreach (var path in (string[])["a.txt", "/etc/x", "../x", "/box/x", "missing/x"])
        {
            await Assert.ThrowsAsync<IsolationException>(() => box.WriteFileAsync(path, "other"u8.ToArray(), CancellationToken.None));
        }

        using var outcome = await box.RunAsync(Request("/bin/cat", "a.txt"), CancellationToken.None);
        Assert.Equal("content"u8.ToArray(), outcome.Output.Read(100));
    }

    [Fact]
    public async Task A_file_is_never_written_through_a_link()
    {
        await using var box = await sandbox.Boxes.StartAsync([], CancellationToken.None);
        using var linked = await box.RunAsync(Request("/bin/sh", "-c", "ln -s /tmp/target link; ln -s /tmp dir"), CancellationToken.None);

        Assert.Equal(0, linked.ExitCode);
        await Assert.ThrowsAsync<IsolationException>(() => box.WriteFileAsync("link", "x"u8.ToArray(), CancellationToken.None));
        await Assert.ThrowsAsync<IsolationException>(() => box.WriteFileAsync("dir/x", "x"u8.ToArray(), CancellationToken.None));
    }

    [Fact]
    public async Task A_missing_program_is_reported_with_the_systems_error_number()
    {
        await using var box = await sandbox.Boxes.StartAsync([], CancellationToken.None);
        using var outcome = await box.RunAsync(Request("./nothing"), CancellationToken.None);

        Assert.Equal(2, outcome.StartError);
    }

    [Fact]
    public async Task A_mounted_path_outside_usr_can_be_read_by_programs_and_not_written()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("deep/file", "shared");
        await using var box = await sandbox.Boxes.StartAsync([Path.Combine(directory.Path, "deep")], CancellationToken.None);
        using var outcome = await box.RunAsync(
            Request("/bin/sh", "-c", $"cat {directory.Path}/deep/file; echo x 2>&- > {directory.Path}/deep/file"), CancellationToken.None);

        Assert.Equal("shared"u8.ToArray(), outcome.Output.Read(100));
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Equal("shared", directory.Read("deep/file"));
    }

    [Fact]
    public async Task Cpu_time_of_a_version_2_cgroup_is_measured_and_limited()
    {
        if (CgroupMount.Read(File.ReadAllLines("/proc/self/mountinfo"), File.ReadAllLines("/proc/self/cgroup"))
            .FirstOrDefault(mount => mount.Version == 2) is not { } unified)
        {
            return;
        }

        using var mounts = new WritableMounts(NullLogger<WritableMounts>.Instance);
        using var users = new UserIds(Options.Create(new IsolationOptions()));
        using var boxes = new Boxes(
            Options.Create(new IsolationOptions()), users, TimeProvider.System, () => new UnifiedAccounting(CgroupFinder.Open(mounts), unified.MountPoint));
        await using var box = await boxes.StartAsync([], CancellationToken.None);
        using var endless = await box.RunAsync(Request("/bin/bash", "-c", "while :; do :; done"), CancellationToken.None);
        using var quick = await box.RunAsync(Request("/bin/true"), CancellationToken.None);

        Assert.Equal(StopReason.CpuTime, endless.Stopped);
        Assert.InRange(endless.Cpu.TotalSeconds, 0.3, 0.6);
        Assert.InRange(quick.Cpu.TotalMilliseconds, 0.05, 100);
    }

    [Fact]
    public async Task A_box_that_cannot_be_built_says_why()
    {
        using var users = new UserIds(Options.Create(new IsolationOptions()));
        var options = Options.Create(new IsolationOptions { Bubblewrap = "/bin/false" });
        using var mounts = new WritableMounts(NullLogger<WritableMounts>.Instance);
        using var boxes = new Boxes(options, users, TimeProvider.System, () => CgroupFinder.Open(mounts));

        await Assert.ThrowsAsync<IsolationException>(() => boxes.StartAsync([], CancellationToken.None));
    }
}
