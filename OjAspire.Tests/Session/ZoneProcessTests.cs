using System.Globalization;
using System.Text.Json.Nodes;
using OjAspire.Tests.Integration;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Session;

/// <summary>Real API servers in two zones and a real sandbox in one of them.</summary>
public sealed class ZoneProcessTests
{
    private const int Bash = 46;

    [Fact]
    public async Task Younger_job_of_the_own_zone_is_judged_before_an_older_one_of_another()
    {
        await using var cluster = ProcessCluster.Create();
        await cluster.StartReplicaAsync("127.0.0.31", Zone("a"));
        await cluster.StartReplicaAsync("127.0.0.32", Zone("b"));
        cluster.StartSandbox(slots: 1, cluster.Replicas.Keys, new Dictionary<string, string>(Zone("a")) { ["Oj__ZonePreference"] = "60" });
        var near = cluster.Client("127.0.0.31");
        var far = cluster.Client("127.0.0.32");
        await near.WaitForSlotsAsync(1);
        await far.WaitForSlotsAsync(1);

        // Both wait while the one slot is occupied.
        await near.SubmitAsync(Bash, "sleep 4");
        await WhenProcessingAsync(near);
        var older = await far.SubmitAsync(Bash, "echo far");
        var younger = await near.SubmitAsync(Bash, "echo near");

        Assert.True(await FinishedAsync(near.WaitForVerdictAsync(younger)) < await FinishedAsync(far.WaitForVerdictAsync(older)));
    }

    private static async Task WhenProcessingAsync(OjClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while ((await client.GetStatusAsync())["processing_count"]!.GetValue<int>() != 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private static Dictionary<string, string> Zone(string zone) => new() { ["Oj__Zone"] = zone };

    private static async Task<DateTimeOffset> FinishedAsync(Task<JsonNode> submission) =>
        DateTimeOffset.Parse((await submission)["finished_at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
