using OjAspire.Tests.Integration;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Gateway;

/// <summary>Real processes that are halted: their connections stay open, and nothing answers on them any more.</summary>
public sealed class PausedProcessTests : IAsyncLifetime
{
    private const string Here = "127.0.71.1";
    private const string There = "127.0.71.2";

    // The promise is five seconds; the rest is for a loaded machine that runs these tests.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(6);

    private ProcessCluster _cluster = null!;

    public Task InitializeAsync()
    {
        _cluster = ProcessCluster.Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_halted_sandbox_is_noticed_and_the_job_it_runs_is_delivered_once_when_it_goes_on()
    {
        var replica = await _cluster.StartReplicaAsync(Here);
        var sandbox = _cluster.StartSandbox(slots: 1, [Here]);
        var token = await BeginAsync();

        sandbox.Pause();
        var start = TimeProvider.System.GetTimestamp();
        await replica.WhenAsync(line => IsAbout(line, "disconnected"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, Noticed);
        await _cluster.Client(Here).WaitForSlotsAsync(0);
        sandbox.Resume();

        await replica.WhenAsync(line => IsAbout(line, "connected successfully"), times: 2);
        await AssertJudgedOnceAsync(token);
    }

    [Fact]
    public async Task A_halted_server_is_noticed_the_other_judges_on_and_a_running_job_is_delivered_once()
    {
        var halted = await _cluster.StartReplicaAsync(Here);
        await _cluster.StartReplicaAsync(There);
        var sandbox = _cluster.StartSandbox(slots: 2, [Here, There]);
        await sandbox.WhenAsync(line => line.Contains($"Connected to scheduler at {There}:", StringComparison.Ordinal));
        var token = await BeginAsync();

        halted.Pause();
        var start = TimeProvider.System.GetTimestamp();
        await sandbox.WhenAsync(line => line.Contains($"Stream to scheduler at {Here}:", StringComparison.Ordinal));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, Noticed);
        var other = await _cluster.Client(There).JudgeAsync(71, Programs.Sum[71], new { stdin = "1 2\n", expected_output = "3\n" });
        Assert.Equal("AC", other["verdict"]!.GetValue<string>());
        halted.Resume();

        await sandbox.WhenAsync(line => line.Contains($"Connected to scheduler at {Here}:", StringComparison.Ordinal), times: 2);
        await AssertJudgedOnceAsync(token);
    }

    private static bool IsAbout(string line, string what) =>
        line.Contains("Sandbox ", StringComparison.Ordinal) && line.Contains(what, StringComparison.Ordinal);

    /// <summary>Submits a program that runs for longer than a peer may be silent, and waits until it runs.</summary>
    private async Task<string> BeginAsync()
    {
        var client = _cluster.Client(Here);
        var token = await client.SubmitAsync(71, "import time\ntime.sleep(7)\nprint(1)", new { expected_output = "1" });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while ((await client.GetSubmissionAsync(token))["status"]!["id"]!.GetValue<int>() != 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }

        return token;
    }

    private async Task AssertJudgedOnceAsync(string token)
    {
        var judged = await _cluster.Client(Here).WaitForVerdictAsync(token);
        Assert.Equal("AC", judged["verdict"]!.GetValue<string>());
        Assert.Equal(1, (await StoredSubmission.ReadAllAsync(_cluster.Store))[Guid.Parse(token)].Attempt);
    }
}
