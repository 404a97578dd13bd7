using OjApi.Submissions;
using Oj.Contracts.Scheduling;
using OjAspire.Tests.Integration;
using Xunit.Abstractions;

namespace OjAspire.Tests.Processes;

/// <summary>A real sandbox is told to stop (SIGTERM) in the middle of its work.</summary>
public sealed class SandboxLeavingTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Address = "127.0.0.41";
    private const int Bash = 46;

    // What the sandbox promises: SHUTDOWN_TIMEOUT for the jobs, then this long to leave; and some patience with this machine.
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ProcessCluster _cluster = ProcessCluster.Create();
    private OjClient _client = null!;

    public async Task InitializeAsync()
    {
        // A failure that counts would end a submission at once.
        await _cluster.StartReplicaAsync(Address, new Dictionary<string, string> { ["Oj__Scheduling__MaxDeliveries"] = "1" });
        _client = _cluster.Client(Address);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_short_job_is_finished_and_its_verdict_delivered_however_often_the_sandbox_is_told_to_stop()
    {
        var sandbox = StartSandbox(shutdownTimeout: "20");
        var token = await RunAsync("sleep 1.5; echo done");
        var elapsed = await LeaveAsync(sandbox, times: 2);
        output.WriteLine($"left after {elapsed.TotalSeconds:0.0} s");

        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1.5) + LeaveWithin + Patience);
        Assert.Equal(new StoredOutcome(SubmissionState.Final, 1, Verdict.Accepted), await StoredAsync(token));
    }

    [Fact]
    public async Task A_long_job_is_handed_back_after_its_time_and_judged_elsewhere_under_the_next_attempt()
    {
        var sandbox = StartSandbox(shutdownTimeout: "1");
        var token = await RunAsync("sleep 4; echo done");

        var elapsed = await LeaveAsync(sandbox);
        output.WriteLine($"left after {elapsed.TotalSeconds:0.0} s");
        Assert.InRange(elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1) + LeaveWithin + Patience);
        Assert.Equal(new StoredOutcome(SubmissionState.Queued, 2, null), await StoredAsync(token));

        StartSandbox(shutdownTimeout: "1");
        Assert.Equal("AC", (await _client.WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        Assert.Equal(2, (await StoredAsync(token)).Attempt);
    }

    [Fact]
    public async Task Without_any_server_the_sandbox_gives_up_in_time()
    {
        var sandbox = StartSandbox(shutdownTimeout: "1");
        await RunAsync("sleep 15; echo done");
        await _cluster.KillReplicaAsync(Address);

        var elapsed = await LeaveAsync(sandbox);

        output.WriteLine($"left after {elapsed.TotalSeconds:0.0} s");
        Assert.InRange(elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1) + LeaveWithin + Patience);
        Assert.Contains(sandbox.Lines, line => line.Contains("Leaving with 1 outcome(s) that no server has acknowledged", StringComparison.Ordinal));
    }

    private ChildProcess StartSandbox(string shutdownTimeout) =>
        _cluster.StartSandbox(1, [Address], new Dictionary<string, string> { ["SHUTDOWN_TIMEOUT"] = shutdownTimeout });

    /// <summary>Submits a program and waits until it runs.</summary>
    private async Task<string> RunAsync(string source)
    {
        await _client.WaitForSlotsAsync(1);
        var token = await _client.SubmitAsync(Bash, source, new { expected_output = "done", wall_time_limit = 20 });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while ((await _client.GetStatusAsync())["processing_count"]!.GetValue<int>() == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        return token;
    }

    private static async Task<TimeSpan> LeaveAsync(ChildProcess sandbox, int times = 1)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var time = 0; time < times; time++)
        {
            sandbox.Terminate();
            await sandbox.WhenAsync(line => line.Contains("Stopping:", StringComparison.Ordinal));
        }

        Assert.Equal(0, await sandbox.WhenExitedAsync());
        return TimeProvider.System.GetElapsedTime(start);
    }

    private async Task<StoredOutcome> StoredAsync(string token)
    {
        var stored = (await StoredSubmission.ReadAllAsync(_cluster.Store))[Guid.Parse(token)];
        return new StoredOutcome(stored.State, stored.Attempt, stored.Verdict);
    }

    private sealed record StoredOutcome(SubmissionState State, int Attempt, Verdict? Verdict);
}
