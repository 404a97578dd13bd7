using System.Net;
using System.Text.Json.Nodes;
using OjAspire.Tests.Integration;

namespace OjAspire.Tests.Containers;

/// <summary>Both programs, published, in containers with the privileges of their pods and no others.</summary>
public sealed class ContainerTests(Pods pods) : IClassFixture<Pods>
{
    private const int C = 50, Cpp = 54, Python = 71;

    // The images have every language; the stand-in for them has those that live in /usr alone.
    public static TheoryData<int> Languages => [.. ContainerRoot.Images is null ? [C, Cpp, Python] : Programs.Sum.Keys];

    // Without these the sandbox withdraws; all of them are tried by containers/try.sh, the first one always.
    public static TheoryData<string> NeededCapabilities =>
        [.. PodContainer.Read("oj-sandbox").Capabilities.Take(ContainerRoot.Images is null ? 1 : int.MaxValue)];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_right_program_is_accepted(int language)
    {
        var judged = await pods.Client.JudgeAsync(language, Programs.Sum[language], new { stdin = "2 40", expected_output = "42", memory_limit = 512000 });

        Assert.True((string?)judged["verdict"] == "AC", judged.ToJsonString());
        Assert.NotEqual(0, (double)judged["memory"]!);
    }

    [Theory]
    [InlineData("MLE", "x = []\nwhile True: x.append(bytearray(1 << 20))")]
    [InlineData("TLE", "while True: pass")]
    [InlineData("RTE", "import os\nwhile True: os.fork()")]
    public async Task A_program_that_takes_too_much_is_stopped(string verdict, string source)
    {
        var judged = await pods.Client.JudgeAsync(Python, source, new { cpu_time_limit = 1, wall_time_limit = 5, memory_limit = 64000 });

        // A fork bomb ends by whichever of its limits it meets first.
        Assert.True((string?)judged["verdict"] == verdict || (verdict == "RTE" && (string?)judged["verdict"] is "TLE" or "MLE"), judged.ToJsonString());
        Assert.Equal(42, await OnePlus(41));
    }

    [Fact]
    public async Task A_program_that_tries_to_get_out_of_its_box_stays_in_it()
    {
        const string Attempts = """
            import ctypes, os, socket
            libc = ctypes.CDLL(None, use_errno=True)
            def refused(call):
                if call() != 0: raise OSError()
            attempts = {
                "mount": lambda: refused(lambda: libc.mount(b"cgroup", b"/tmp", b"cgroup2", 0, None)),
                "remount": lambda: refused(lambda: libc.mount(None, b"/usr", None, 32 | 4096, None)),
                "namespace": lambda: refused(lambda: libc.unshare(0x10000000)),
                "root": lambda: refused(lambda: libc.setuid(0)),
                "descriptor of a mount": lambda: refused(lambda: libc.syscall(428, -100, b"/", 1) < 0),
                "runner": lambda: os.kill(1, 9),
                "environment of the runner": lambda: open("/proc/1/environ").read(),
                "files of the pod": lambda: open("/run/oj-sandbox/ready"),
                "program of the pod": lambda: open("/app/OjSandbox.dll"),
                "cgroups": lambda: os.listdir("/sys/fs/cgroup"),
                "network": lambda: socket.create_connection(("10.77.0.2", 3001), 1),
                "write": lambda: open("/usr/x", "w"),
            }
            for name, attempt in attempts.items():
                try:
                    attempt()
                    print(name)
                except (OSError, PermissionError):
                    pass
            print("done")
            """;

        var judged = await pods.Client.JudgeAsync(Python, Attempts, new { expected_output = "done" });

        Assert.True((string?)judged["verdict"] == "AC", judged.ToJsonString());
        Assert.Equal(42, await OnePlus(41));
    }

    [Fact]
    public async Task The_probes_of_the_sandbox_succeed_and_its_cgroups_stay_read_only_for_everybody_else_in_the_pod()
    {
        Assert.Equal(42, await OnePlus(41));
        var pod = PodContainer.Read("oj-sandbox");
        foreach (var probe in (string[])["startupProbe", "livenessProbe", "readinessProbe"])
        {
            var (code, output) = await pods.SandboxPod.ExecuteAsync(pod.ProbeCommand(probe));
            Assert.True(code == 0, $"{probe}: {output}");
        }

        var (written, refusal) = await pods.SandboxPod.ExecuteAsync(
            "/bin/sh", "-c", "cd /sys/fs/cgroup/memory 2> /dev/null || cd /sys/fs/cgroup; mkdir mine || touch /app/mine || touch /etc/mine");

        Assert.NotEqual(0, written);
        Assert.True(refusal.Split("Read-only file system").Length - 1 == 3, refusal);
    }

    [Fact]
    public async Task The_api_server_runs_as_nobody_in_particular_and_cannot_write_beside_its_volumes()
    {
        using var health = await pods.Client.Http.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        // The image itself has no shell; what stands for it has.
        var (code, output) = await pods.ApiServer.ExecuteAsync("/bin/sh", "-c", "id -u; grep -E 'Cap(Eff|Bnd)|NoNewPrivs|Seccomp:' /proc/1/status; touch /app/mine");

        Assert.NotEqual(0, code);
        string[] expected = ["1654", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"];
        Assert.All(expected, line => Assert.Contains(line, output, StringComparison.Ordinal));
        Assert.Contains("Read-only file system", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NeededCapabilities))]
    public async Task Without_one_of_its_capabilities_the_sandbox_says_why_and_takes_no_work(string missing)
    {
        await using var sandbox = pods.StartSandbox(PodContainer.Read("oj-sandbox").Capabilities.Where(capability => capability != missing));

        await sandbox.Process.WhenAsync(line => line.Contains("This sandbox judges nothing: ", StringComparison.Ordinal));
        await sandbox.Process.WhenAsync(line => line.Contains("Connected to scheduler at", StringComparison.Ordinal));
        var (ready, _) = await sandbox.ExecuteAsync(PodContainer.Read("oj-sandbox").ProbeCommand("readinessProbe"));
        Assert.NotEqual(0, ready);
        Assert.Equal(42, await OnePlus(41));
    }

    private async Task<int> OnePlus(int number)
    {
        var judged = await pods.Client.JudgeAsync(Python, "print(1 + int(input()))", new { stdin = $"{number}" });
        return int.Parse(((JsonValue)judged["stdout"]!).GetValue<string>());
    }
}
