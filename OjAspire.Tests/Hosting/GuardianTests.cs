using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using OjAspire.Hosting.Processes;

namespace OjAspire.Tests.Hosting;

public sealed partial class GuardianTests
{
    [Fact]
    public async Task When_the_host_is_gone_the_guardian_kills_the_groups_that_are_left_and_no_other()
    {
        var guardian = new ProcessGuardian(NullLogger<ProcessGuardian>.Instance);
        using var left = Group();
        using var forgotten = Group();
        var leftChildren = await ChildrenAsync(left);
        guardian.Watch(left.Id);
        guardian.Watch(forgotten.Id);
        guardian.Forget(forgotten.Id);

        // Closing the pipe is all that the kernel does for a host that is killed, too.
        guardian.Dispose();

        await Processes.GoneAsync([left.Id, .. leftChildren]);
        Assert.False(forgotten.HasExited);
        Signals.ToGroup(forgotten.Id, Signals.Kill);
    }

    [Fact]
    public async Task A_killed_application_host_leaves_no_process_behind()
    {
        using var host = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                SampleService.BuildOutput("AppHost"), "--Oj:ApiReplicas=2", "--Oj:SandboxReplicas=0", "--DcpPublisher:RandomizePorts=true",
                $"--Oj:DashboardPort={FreePort()}",
            ])
        { RedirectStandardOutput = true })!;
        var banner = await ReadBannerAsync(host);
        var descendants = Processes.Descendants(host.Id);

        host.Kill(entireProcessTree: false);

        Assert.Equal(2, ReplicaLine().Count(banner));
        Assert.Matches(@"Dashboard +http://localhost:\d+/login\?t=[0-9a-f]{32}", banner);
        Assert.True(descendants.Count >= 4, $"Two replicas, the dashboard and the guardian, but there are {descendants.Count}.");
        await Processes.GoneAsync(descendants);
    }

    private static async Task<string> ReadBannerAsync(Process host)
    {
        var banner = "";
        while (!banner.Contains("Ctrl-C", StringComparison.Ordinal))
        {
            var line = await host.StandardOutput.ReadLineAsync().WaitAsync(SampleApplication.Patience, TimeProvider.System);
            banner += (line ?? throw new InvalidOperationException($"The host ended before its banner: {banner}")) + "\n";
        }

        return banner;
    }

    private static Process Group() => Process.Start("setsid", ["/bin/sh", "-c", "sleep 1000 & sleep 1000"]);

    private static async Task<IReadOnlyList<int>> ChildrenAsync(Process group)
    {
        IReadOnlyList<int> children;
        while ((children = Processes.Descendants(group.Id)).Count < 2)
        {
            await Task.Yield();
        }

        return children;
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    [GeneratedRegex(@"replica +http://localhost:\d+")]
    private static partial Regex ReplicaLine();
}
