using System.Globalization;
using OjAspire.Tests.Discovery;
using Xunit.Abstractions;

namespace OjAspire.Tests.Processes;

/// <summary>
/// A Deployment that is rolled: real servers come and go one by one, sandboxes follow DNS, clients follow readiness, a
/// second late.
/// </summary>
public sealed class RollingUpdateTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> ShorterThanUsual = new() { ["Oj__Ownership__LameDuckTime"] = "00:00:02.5" };

    [Fact]
    public async Task Three_replicas_are_replaced_one_by_one_without_a_failed_request_or_a_lost_verdict()
    {
        await using var cluster = ProcessCluster.Create();
        List<string> living = ["127.0.0.31", "127.0.0.32", "127.0.0.33"];
        foreach (var address in living)
        {
            await cluster.StartReplicaAsync(address, ShorterThanUsual);
        }

        await using var dns = await DnsServer.StartAsync(cluster.DirectoryPath, living);
        StartSandbox(cluster, dns);
        StartSandbox(cluster, dns);
        await using var service = new ReadyReplicas();
        await service.AddAsync(living.Select(address => AddressOf(cluster, address)));
        foreach (var address in living)
        {
            await cluster.Client(address).WaitForSlotsAsync(2);
        }

        using var enough = new CancellationTokenSource();
        var traffic = new Traffic(service.Next, TimeSpan.FromMilliseconds(80));
        var running = traffic.RunAsync(enough.Token);
        foreach (var (old, young) in (IEnumerable<(string, string)>)[("127.0.0.31", "127.0.0.34"), ("127.0.0.32", "127.0.0.35"), ("127.0.0.33", "127.0.0.36")])
        {
            await cluster.StartReplicaAsync(young, ShorterThanUsual);
            await service.AddAsync(AddressOf(cluster, young));
            living.Add(young);
            living.Remove(old);
            var start = TimeProvider.System.GetTimestamp();
            cluster.Replicas[old].Terminate();
            await dns.AnswerAsync(living);
            Assert.Equal(0, await cluster.Replicas[old].WhenExitedAsync());
            output.WriteLine($"{old} left within {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
        }

        await enough.CancelAsync();
        await running;
        output.WriteLine(await traffic.VerifyAsync(cluster.Store));
    }

    private static Uri AddressOf(ProcessCluster cluster, string address) => new(string.Create(CultureInfo.InvariantCulture, $"http://{address}:{cluster.Port}"));

    private static void StartSandbox(ProcessCluster cluster, DnsServer dns)
    {
        var (program, arguments) = dns.Files.Inside(ProcessCluster.Dotnet, ProcessCluster.Built("OjSandbox"));
        cluster.Track(ChildProcess.Start(program, arguments,
            cluster.SandboxEnvironment(1, [], new Dictionary<string, string>
            {
                ["SCHEDULER_ADDRESS"] = string.Create(CultureInfo.InvariantCulture, $"{DnsServer.Name}:{cluster.Port}"),
                ["Oj__ResolvePeriod"] = "1",
            })));
    }
}
