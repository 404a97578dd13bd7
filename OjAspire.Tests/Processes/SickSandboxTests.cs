using System.Text.Json.Nodes;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Integration;
using OjAspire.Tests.Isolation;

namespace OjAspire.Tests.Processes;

/// <summary>One of two real sandboxes cannot build boxes for a while.</summary>
public sealed class SickSandboxTests : IAsyncLifetime
{
    private const string Replica = "127.0.78.1";
    private const int Bash = 46;
    private const int Submissions = 12;

    private readonly ProcessCluster _cluster = ProcessCluster.Create();
    private readonly SwitchableBubblewrap _bubblewrap = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _bubblewrap.Remove();
    }

    [Fact]
    public async Task It_withdraws_and_says_why_the_other_judges_everything_meanwhile_and_it_comes_back_by_itself_when_mended()
    {
        await _cluster.StartReplicaAsync(Replica);
        var health = Path.Combine(_cluster.DirectoryPath, "health");
        var sick = _cluster.StartSandbox(2, [Replica], new Dictionary<string, string>
        {
            ["Isolation__Bubblewrap"] = _bubblewrap.FilePath,
            ["HEALTH_DIRECTORY"] = health,
            ["Oj__Sickness__FirstPauseSeconds"] = "0.2",
            ["Oj__Sickness__LongestPauseSeconds"] = "0.5",
        });
        var client = _cluster.Client(Replica);
        await client.WaitForSlotsAsync(2);
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(health, "ready")));
        var sickId = (await SandboxesAsync(client)).Single()!["base_id"]!.GetValue<string>();
        var healthy = _cluster.StartSandbox(1, [Replica]);
        await client.WaitForSlotsAsync(3);

        _bubblewrap.Break();
        var answers = await Task.WhenAll(Enumerable.Range(0, Submissions).Select(_ => client.JudgeAsync(Bash, "sleep 0.1; echo 1", new { expected_output = "1\n" })));

        Assert.All(answers, answer => Assert.Equal("AC", answer["verdict"]!.GetValue<string>()));
        await Eventually.TrueAsync(async () => State(await SandboxesAsync(client), sickId) == "withdrawn");
        var reason = Of(await SandboxesAsync(client), sickId)["reason"]!.GetValue<string>();
        Assert.StartsWith("3 failures in a row: ", reason, StringComparison.Ordinal);
        Assert.Contains("bwrap: broken by a test", reason, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => !File.Exists(Path.Combine(health, "ready")) && File.Exists(Path.Combine(health, "alive")));
        Assert.Contains(sick.Lines, line => line.Contains("This sandbox judges nothing: 3 failures in a row: ", StringComparison.Ordinal));

        _bubblewrap.Mend();
        await Eventually.TrueAsync(async () => State(await SandboxesAsync(client), sickId) == "ready");
        await healthy.TerminateAsync();
        Assert.Equal("AC", (await client.JudgeAsync(Bash, "echo 1", new { expected_output = "1\n" }))["verdict"]!.GetValue<string>());
        await sick.WhenAsync("This sandbox has built a box that holds and judged a program in it: it takes work again");
    }

    private static async Task<JsonArray> SandboxesAsync(OjClient client) => (await client.GetStatusAsync())["sandboxes"]!.AsArray();

    private static JsonNode Of(JsonArray sandboxes, string baseId) => sandboxes.Single(sandbox => sandbox!["base_id"]!.GetValue<string>() == baseId)!;

    private static string State(JsonArray sandboxes, string baseId) => Of(sandboxes, baseId)["state"]!.GetValue<string>();
}
