using System.Diagnostics;
using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjSandbox.Judging;
using Kind = Oj.Contracts.Scheduling.SandboxMessage.MessageOneofCase;

namespace OjAspire.Tests.Session;

/// <summary>The sandbox's host and real gRPC servers on loopback.</summary>
[Collection(Alone.Name)]
public sealed class StreamTests
{
    [Fact]
    public async Task Sandbox_connects_to_every_replica_with_an_id_of_its_own_and_the_join_token()
    {
        await using var first = await ScriptedScheduler.StartAsync();
        await using var second = await ScriptedScheduler.StartAsync(address: System.Net.IPAddress.IPv6Loopback);
        await using var sandbox = new SandboxUnderTest(("Oj:Zone", "rack-1"));

        await sandbox.StartAsync(first, second);
        var one = await first.NextStreamAsync();
        var other = await second.NextStreamAsync();

        Assert.Equal($"{sandbox.BaseId}-127-0-0-1-{first.Address.Port}", one.Connect.SandboxId);
        Assert.Equal($"{sandbox.BaseId}---1-{second.Address.Port}", other.Connect.SandboxId);
        Assert.Equal("Bearer secret", one.Authorization);
        Assert.Equal((1u, sandbox.BaseId, 2u, "rack-1"), (one.Connect.ProtocolVersion, one.Connect.BaseId, one.Connect.Slots, one.Connect.Zone));
        Assert.Equal(["cpp", "py"], one.Connect.Languages.Select(language => language.Key));
        Assert.Equal(2u, (await one.NextAsync(Kind.State)).State.FreeSlots);
    }

    [Fact]
    public async Task Replica_listed_as_localhost_is_reached_and_has_its_address_in_the_sandbox_id()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();

        await sandbox.StartAsync([new Uri($"http://localhost:{server.Address.Port}")]);

        Assert.Equal($"{sandbox.BaseId}-127-0-0-1-{server.Address.Port}", (await server.NextStreamAsync()).Connect.SandboxId);
    }

    [Fact]
    public async Task Log_says_the_sentences_that_operators_look_for()
    {
        await using var up = await ScriptedScheduler.StartAsync();
        await using var refusing = await ScriptedScheduler.StartAsync(new ScriptedScheduler { Refusal = new Status(StatusCode.Unauthenticated, "who are you?") });
        await using var sandbox = new SandboxUnderTest();
        string[] keys = [.. new[] { up.Key, refusing.Key }.Order(StringComparer.Ordinal)];

        await sandbox.StartAsync(up, refusing);

        await sandbox.Log.WhenAsync(line => line.Message == $"Sandbox base ID: {sandbox.BaseId}");
        await sandbox.Log.WhenAsync(line => line.Message == $"Connecting to new scheduler at {up.Key}");
        await sandbox.Log.WhenAsync(line => line.Message == $"Connected to scheduler at {up.Key}");
        await sandbox.Log.WhenAsync(line => line.Message.StartsWith($"Failed to connect to scheduler at {refusing.Key}: Unauthenticated: who are you?", StringComparison.Ordinal));
        await sandbox.Log.WhenAsync(line => line.Message == $"Managing connections to 2 scheduler(s): [{keys[0]} {keys[1]}]");
    }

    [Fact]
    public async Task Job_runs_the_whole_way_in_the_trace_of_its_submission()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OjAspire.Sandbox",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(server);
        var stream = await server.NextStreamAsync();
        const string Trace = "0af7651916cd43dd8448eb211c80319c";

        await stream.AnnounceAsync(1);
        var claim = (await stream.NextAsync(Kind.Claim)).Claim.ClaimId;
        await stream.AssignAsync(claim, "t1", traceparent: $"00-{Trace}-b7ad6b7169203331-01");
        Assert.Equal(Progress.Types.Stage.Running, (await stream.NextAsync(Kind.Progress)).Progress.Stage);
        var judged = await sandbox.Judge.NextAsync();
        judged.Accept();
        var result = (await stream.NextAsync(Kind.Result)).Result;
        await stream.AcknowledgeAsync(result.Job);

        Assert.Equal((Verdict.Accepted, sandbox.BaseId), (result.Result_.Verdict, result.Result_.SandboxBaseId));
        Assert.Equal(judged.ActivityId, result.Traceparent);
        Assert.StartsWith($"00-{Trace}-", result.Traceparent, StringComparison.Ordinal);
        while ((await stream.NextAsync(Kind.State)).State is not { FreeSlots: 2, Unacknowledged.Count: 0 })
        {
        }
    }

    [Fact]
    public async Task Failure_of_the_judge_is_reported_as_ours_and_logged_once()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(server);
        var stream = await server.NextStreamAsync();

        (await BeginAsync(sandbox, stream, "t1")).Ended.SetException(new JudgeFailedException("cgroup vanished"));
        var failed = (await stream.NextAsync(Kind.JobFailed)).JobFailed;

        Assert.Equal(("t1", "cgroup vanished", JobFailed.Types.Fault.Sandbox), (failed.Job.Token, failed.Reason, failed.Fault));
        Assert.Single(sandbox.Log.Lines, line => line.EventName == "JudgingFailed");
    }

    [Fact]
    public async Task Cancelled_job_ends_without_an_outcome_and_frees_its_slot()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(server);
        var stream = await server.NextStreamAsync();
        var judged = await BeginAsync(sandbox, stream, "t1");

        await stream.SendAsync(new SchedulerMessage { Cancel = new Cancel { Job = new JobId { Token = "t1", Attempt = 1 } } });
        while ((await stream.NextAsync(Kind.State)).State is not { FreeSlots: 2, Running.Count: 0, Unacknowledged.Count: 0 })
        {
        }

        Assert.True(judged.Cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task Result_goes_to_another_replica_when_the_assigner_crashed()
    {
        var doomed = await ScriptedScheduler.StartAsync();
        await using var other = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest(("Oj:FailoverAfter", "0.2"));
        await sandbox.StartAsync(doomed, other);
        var survivor = await other.NextStreamAsync();
        var judged = await BeginAsync(sandbox, await doomed.NextStreamAsync(), "t1");

        await doomed.DisposeAsync();
        judged.Accept();

        Assert.Equal("t1", (await survivor.NextAsync(Kind.Result)).Result.Job.Token);
    }

    [Fact]
    public async Task Replica_that_comes_back_at_its_address_is_found_and_told_what_runs()
    {
        var port = ScriptedScheduler.FreePort();
        var before = await ScriptedScheduler.StartAsync(port: port);
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(before);
        await BeginAsync(sandbox, await before.NextStreamAsync(), "t1");

        await before.DisposeAsync();
        await sandbox.Log.WhenAsync("ConnectFailed");
        await using var after = await ScriptedScheduler.StartAsync(port: port);

        var first = (await (await after.NextStreamAsync()).NextAsync(Kind.State)).State;
        Assert.Equal("t1", Assert.Single(first.Running).Token);
    }

    [Fact]
    public async Task Replica_that_comes_back_is_dialled_at_once_when_the_list_says_so()
    {
        var port = ScriptedScheduler.FreePort();
        var before = await ScriptedScheduler.StartAsync(port: port);
        await using var sandbox = new SandboxUnderTest(("Oj:ReconnectCap", "300"));
        await sandbox.StartAsync(before);
        await before.NextStreamAsync();
        await before.DisposeAsync();
        // After ten failures the pauses are so long that the list must have ended one of them for what follows to be quick.
        for (var failures = 0; failures < 10;)
        {
            sandbox.Publish(before);
            await sandbox.Log.WhenAsync(_ => sandbox.Log.Lines.Count(line => line.EventName == "ConnectFailed") > failures);
            failures = sandbox.Log.Lines.Count(line => line.EventName == "ConnectFailed");
        }

        await using var after = await ScriptedScheduler.StartAsync(port: port);
        sandbox.Publish(after);

        await after.NextStreamAsync();
    }

    [Fact]
    public async Task Endpoint_gone_from_discovery_keeps_its_living_stream_and_is_not_dialled_again_after()
    {
        var leaving = await ScriptedScheduler.StartAsync();
        await using var staying = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(leaving, staying);
        var living = await leaving.NextStreamAsync();
        await using var marker = await ScriptedScheduler.StartAsync();

        sandbox.Publish(staying, marker);
        await marker.NextStreamAsync();
        var judged = await BeginAsync(sandbox, living, "t1");
        judged.Accept();
        await living.NextAsync(Kind.Result);
        living.End(Status.DefaultSuccess);
        await sandbox.Log.WhenAsync("GivenUp");

        Assert.False(leaving.HasUnseenStream);
        string[] keys = [.. new[] { staying.Key, marker.Key }.Order(StringComparer.Ordinal)];
        await sandbox.Log.WhenAsync(line => line.Message == $"Managing connections to 2 scheduler(s): [{keys[0]} {keys[1]}]");
        await leaving.DisposeAsync();
    }

    [Fact]
    public async Task Server_that_falls_silent_has_its_stream_replaced()
    {
        await using var server = await ScriptedScheduler.StartAsync(new ScriptedScheduler { ReportBy = TimeSpan.FromMilliseconds(200) });
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(server);
        await server.NextStreamAsync();

        await server.NextStreamAsync();

        Assert.Contains("silent", (await sandbox.Log.WhenAsync("StreamEnded")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_that_goes_silent_on_the_wire_is_noticed_within_five_seconds()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var link = new CuttableLink(server.Address);
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync([link.Address]);
        await sandbox.Log.WhenAsync("Connected");
        var cut = TimeProvider.System.GetTimestamp();

        link.Cut();
        await sandbox.Log.WhenAsync("StreamEnded");

        Assert.InRange(TimeProvider.System.GetElapsedTime(cut), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Server_that_breaks_the_order_has_its_stream_replaced_and_others_live_on()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var other = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(server, other);
        var stream = await server.NextStreamAsync();
        var undisturbed = await other.NextStreamAsync();

        await stream.SendAsync(new SchedulerMessage { ConnectResponse = new ConnectResponse() });
        await server.NextStreamAsync();

        await BeginAsync(sandbox, undisturbed, "t1");
        Assert.False(other.HasUnseenStream);
    }

    [Fact]
    public async Task Stopping_sandbox_lets_the_running_job_end_delivers_it_and_says_goodbye()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();
        await sandbox.StartAsync(server);
        var stream = await server.NextStreamAsync();
        var judged = await BeginAsync(sandbox, stream, "t1");

        var stopping = sandbox.StopAsync();
        while ((await stream.NextAsync(Kind.State)).State.Availability != Availability.Draining)
        {
        }

        Assert.False(stopping.IsCompleted);
        judged.Accept();
        await stream.AcknowledgeAsync((await stream.NextAsync(Kind.Result)).Result.Job);
        await stream.NextAsync(Kind.Goodbye);
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Stopping_sandbox_hands_a_job_back_that_outlasts_the_time()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest(("SHUTDOWN_TIMEOUT", "0.1"));
        await sandbox.StartAsync(server);
        var stream = await server.NextStreamAsync();
        await BeginAsync(sandbox, stream, "t1");

        var stopping = sandbox.StopAsync();
        var failed = (await stream.NextAsync(Kind.JobFailed)).JobFailed;
        await stream.AcknowledgeAsync(failed.Job);
        await stream.NextAsync(Kind.Goodbye);
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(("t1", JobFailed.Types.Fault.HandedBack), (failed.Job.Token, failed.Fault));
    }

    [Fact]
    public async Task Withdrawn_sandbox_is_connected_and_says_why_it_takes_no_work()
    {
        await using var server = await ScriptedScheduler.StartAsync();
        await using var sandbox = new SandboxUnderTest();
        sandbox.Readiness.WithdrawnBecause = "bubblewrap is missing: apt-get install bubblewrap";
        await sandbox.StartAsync(server);

        var report = (await (await server.NextStreamAsync()).NextAsync(Kind.State)).State;

        Assert.Equal((Availability.Withdrawn, sandbox.Readiness.WithdrawnBecause), (report.Availability, report.Reason));
    }

    private static async Task<ScriptedJudge.Case> BeginAsync(SandboxUnderTest sandbox, ScriptedStream stream, string token)
    {
        await stream.AnnounceAsync(1);
        await stream.AssignAsync((await stream.NextAsync(Kind.Claim)).Claim.ClaimId, token);
        await stream.AnnounceAsync(0);
        return await sandbox.Judge.NextAsync();
    }
}
