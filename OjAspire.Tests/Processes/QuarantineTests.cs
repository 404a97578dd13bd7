using System.Text.Json.Nodes;
using OjAspire.Tests.Integration;

namespace OjAspire.Tests.Processes;

/// <summary>Sandbox processes are killed (SIGKILL) while they judge.</summary>
public sealed class QuarantineTests : IAsyncLifetime
{
    private const string Address = "127.0.79.3";
    private const string Admin = "admin";
    private const int Bash = 46;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Oj__Scheduling__OrphanGrace"] = "00:00:01",
        ["Judge0__AuthorizationToken"] = Admin,
    };

    private readonly ProcessCluster _cluster = ProcessCluster.Create();
    private OjClient _client = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_submission_under_which_two_die_is_quarantined_its_bystander_is_judged_and_a_rejudge_releases_it()
    {
        var replica = await _cluster.StartReplicaAsync(Address, Settings);
        _client = _cluster.Client(Address);
        var first = await StartSandboxAsync();
        var poison = await SubmitAsync();
        await _client.WaitForRunningAsync(1);
        await first.KillAsync();

        var second = await StartSandboxAsync();
        await _client.WaitForRunningAsync(1);
        var bystander = await SubmitAsync();
        await _client.WaitForRunningAsync(2);
        await second.KillAsync();
        await replica.WhenAsync(line => line.Contains($"Submission {poison} is quarantined after attempt 2", StringComparison.Ordinal));

        await StartSandboxAsync();
        var quarantined = await _client.GetSubmissionAsync(poison);
        Assert.Equal(("IE", 2), (Verdict(quarantined), quarantined["attempt"]!.GetValue<int>()));
        Assert.Contains("quarantined", quarantined["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, (await _client.GetStatusAsync())["quarantined_count"]!.GetValue<int>());
        Assert.Equal("AC", Verdict(await _client.WaitForVerdictAsync(bystander)));

        await _client.RejudgeAsync(poison, Admin);
        Assert.Equal("AC", Verdict(await _client.WaitForVerdictAsync(poison)));
        Assert.Equal([(1, "died", null), (2, "quarantined", "IE"), (3, "judged", "AC")], await AttemptsAsync(poison));
        Assert.Equal([(1, "died", null), (2, "judged", "AC")], await AttemptsAsync(bystander));
        Assert.Equal(0, (await _client.GetStatusAsync())["quarantined_count"]!.GetValue<int>());
    }

    /// <summary>A program that is harmless, and runs long enough to have its sandbox killed.</summary>
    private Task<string> SubmitAsync() => _client.SubmitAsync(Bash, "sleep 4; echo done", new { expected_output = "done", wall_time_limit = 20 });

    private async Task<ChildProcess> StartSandboxAsync()
    {
        var sandbox = _cluster.StartSandbox(2, [Address]);
        await _client.WaitForSlotsAsync(2);
        return sandbox;
    }

    private async Task<List<(int Attempt, string Ended, string? Verdict)>> AttemptsAsync(string token) =>
    [
        .. (await _client.GetAttemptsAsync(token)).Select(attempt =>
            (attempt!["attempt"]!.GetValue<int>(), attempt["ended"]!.GetValue<string>(), attempt["verdict"]?.GetValue<string>())),
    ];

    private static string Verdict(JsonNode submission) => submission["verdict"]!.GetValue<string>();
}
