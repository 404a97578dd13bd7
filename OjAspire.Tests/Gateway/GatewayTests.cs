using Grpc.Core;
using Oj.Contracts.Scheduling;
using Kind = Oj.Contracts.Scheduling.SchedulerMessage.MessageOneofCase;

namespace OjAspire.Tests.Gateway;

/// <summary>Streams over a real connection: who is let in, what is answered, and how a stream ends.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer a secret of another test")]
    [InlineData("Basic " + GatewayHost.JoinToken)]
    [InlineData(GatewayHost.JoinToken)]
    public async Task A_stream_without_the_join_token_is_refused(string? authorization)
    {
        using var sandbox = _host.Dial(authorization);

        Assert.Equal(StatusCode.Unauthenticated, (await sandbox.EndAsync()).StatusCode);
    }

    [Fact]
    public async Task A_connected_sandbox_is_told_the_server_and_its_terms_and_the_log_says_so()
    {
        using var sandbox = _host.Dial();
        await sandbox.SendAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello() });

        var response = (await sandbox.ReadAsync()).ConnectResponse;

        Assert.Equal((_host.ServerId, "zone-1", TimeSpan.FromSeconds(2)), (response.ServerId, response.Zone, response.ReportBy.ToTimeSpan()));
        Assert.Empty((await sandbox.ReadAsync()).WorkWaiting.Queues);
        Assert.Equal("cpp", Assert.Single(_host.Languages.All).Key);
        Assert.Contains(_host.Logs.Records, record => record.Event == "SandboxConnected"
            && record.Message == $"Sandbox {ScriptedSandbox.BaseId}-127-0-0-1-3001 connected successfully");
    }

    [Fact]
    public async Task A_claim_is_assigned_its_result_stored_and_acknowledged()
    {
        using var sandbox = await _host.ConnectAsync();
        Assert.Empty((await sandbox.ReadAsync(Kind.WorkWaiting)).WorkWaiting.Queues);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        var token = await _host.SubmitAsync();
        Assert.Equal("cpp", Assert.Single((await sandbox.ReadAsync(Kind.WorkWaiting)).WorkWaiting.Queues).LanguageKey);

        await sandbox.ClaimAsync("1");
        var assign = (await sandbox.ReadAsync(Kind.Assign)).Assign;
        Assert.Equal(("1", token.ToString(), 1u, "main"), (assign.ClaimId, assign.Job.Token, assign.Job.Attempt, assign.Spec.SourceCode.ToStringUtf8()));
        Assert.Empty(assign.Waiting.Queues);

        await sandbox.SendAsync(State(running: assign.Job));
        await sandbox.SendAsync(Result(assign.Job));
        Assert.Equal(assign.Job, (await sandbox.ReadAsync(Kind.ResultAck)).ResultAck.Job);
        Assert.Equal(Verdict.RuntimeError, _host.Store[token].Result!.Verdict);

        await sandbox.SendAsync(Result(assign.Job));
        Assert.Equal(assign.Job, (await sandbox.ReadAsync(Kind.ResultAck)).ResultAck.Job);
        Assert.Equal(1, _host.Store.Finals[token]);
    }

    [Fact]
    public async Task A_claim_without_work_is_answered_so()
    {
        using var sandbox = await _host.ConnectAsync();

        await sandbox.ClaimAsync("1");

        Assert.Equal("1", (await sandbox.ReadAsync(Kind.NoWork)).NoWork.ClaimId);
    }

    [Fact]
    public async Task A_delivery_that_was_replaced_is_cancelled_where_it_still_runs()
    {
        var token = await _host.SubmitAsync();
        using var sandbox = await _host.ConnectAsync();
        await sandbox.ClaimAsync("1");
        var first = (await sandbox.ReadAsync(Kind.Assign)).Assign.Job;
        await sandbox.SendAsync(new SandboxMessage { JobFailed = new JobFailed { Job = first, Fault = JobFailed.Types.Fault.HandedBack } });
        await sandbox.ReadAsync(Kind.ResultAck);
        Assert.Equal(2, _host.Store[token].Attempt);

        await sandbox.SendAsync(State(running: first));

        Assert.Equal(first, (await sandbox.ReadAsync(Kind.Cancel)).Cancel.Job);
    }

    [Fact]
    public async Task A_protocol_of_another_version_is_refused()
    {
        using var sandbox = _host.Dial();
        var hello = ScriptedSandbox.Hello();
        hello.ProtocolVersion = 2;

        await sandbox.SendAsync(new SandboxMessage { Connect = hello });

        Assert.Equal(StatusCode.FailedPrecondition, (await sandbox.EndAsync()).StatusCode);
    }

    [Fact]
    public async Task A_sandbox_whose_connection_is_gone_is_gone()
    {
        var sandbox = await _host.ConnectAsync();
        Assert.Single(_host.Scheduler.Sandboxes());

        sandbox.Dispose();

        await Eventually.TrueAsync(() => _host.Scheduler.Sandboxes().Count == 0);
    }

    [Fact]
    public async Task A_sandbox_that_says_goodbye_is_gone_and_the_stream_ends_in_order()
    {
        using var sandbox = await _host.ConnectAsync();

        await sandbox.SendAsync(new SandboxMessage { Goodbye = new Goodbye { Reason = "done" } });
        await sandbox.CloseAsync();

        Assert.Equal(StatusCode.OK, (await sandbox.EndAsync()).StatusCode);
        Assert.Empty(_host.Scheduler.Sandboxes());
    }

    [Fact]
    public async Task A_sandbox_whose_languages_cannot_be_stored_is_asked_to_come_again()
    {
        _host.Languages.Fails = true;
        _host.ExpectedErrors.Add("LanguagesNotStored");
        using var sandbox = _host.Dial();

        await sandbox.SendAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello() });

        Assert.Equal(StatusCode.Unavailable, (await sandbox.EndAsync()).StatusCode);
        Assert.Empty(_host.Scheduler.Sandboxes());
    }

    private static SandboxMessage Result(JobId job) =>
        new() { Result = new Result { Job = job, Result_ = new JudgeResult { Verdict = Verdict.RuntimeError } } };

    private static SandboxMessage State(JobId running) =>
        new() { State = new State { Slots = 2, FreeSlots = 1, Running = { running }, Availability = Availability.Ready } };
}
