using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Gateway;

/// <summary>What a sandbox may not send ends its stream with a clear status, and nothing else.</summary>
public sealed class ViolationTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public static TheoryData<string, SandboxMessage> AfterConnect => new()
    {
        { "Connect may be sent only once", new SandboxMessage { Connect = ScriptedSandbox.Hello() } },
        { "empty", new SandboxMessage() },
        { "availability", new SandboxMessage { State = new State { Slots = 2 } } },
        { "slots", new SandboxMessage { State = new State { Availability = Availability.Ready } } },
        { "more running jobs", new SandboxMessage { State = new State { Slots = 1, Availability = Availability.Ready, Running = { Job(1), Job(2) } } } },
        { "more open claims", new SandboxMessage { State = new State { Slots = 1, Availability = Availability.Ready, OpenClaims = { "1", "2" } } } },
        { "token", new SandboxMessage { Result = new Result { Job = new JobId { Token = "x", Attempt = 1 }, Result_ = new JudgeResult() } } },
        { "attempt", new SandboxMessage { Result = new Result { Job = Job(0), Result_ = new JudgeResult() } } },
        { "attempt", new SandboxMessage { Result = new Result { Job = Job(uint.MaxValue), Result_ = new JudgeResult() } } },
        { "job is missing", new SandboxMessage { Result = new Result { Result_ = new JudgeResult() } } },
        { "result is missing", new SandboxMessage { Result = new Result { Job = Job(1) } } },
        { "verdict", new SandboxMessage { Result = new Result { Job = Job(1), Result_ = new JudgeResult { Verdict = (Verdict)99 } } } },
        { "time", Judged(new JudgeResult { CpuTime = new Duration { Seconds = -1 } }) },
        { "time", Judged(new JudgeResult { WallTime = new Duration { Seconds = long.MaxValue } }) },
        { "time", Judged(new JudgeResult { CpuTime = new Duration { Nanos = int.MaxValue } }) },
        { "memory_kib", Judged(new JudgeResult { MemoryKib = ulong.MaxValue }) },
        { "message", Judged(new JudgeResult { Message = new string('x', 20_000) }) },
        { "claim_id", new SandboxMessage { State = new State { Slots = 1, Availability = Availability.Ready, OpenClaims = { new string('x', 1000) } } } },
        { "fault", new SandboxMessage { JobFailed = new JobFailed { Job = Job(1) } } },
        { "claim_id", new SandboxMessage { Claim = new Claim() } },
    };

    public static TheoryData<string, Connect> Hellos => new()
    {
        { "base_id", Changed(hello => hello.BaseId = "sandbox") },
        { "sandbox_id", Changed(hello => hello.SandboxId = "550e8400") },
        { "sandbox_id", Changed(hello => hello.SandboxId += "\n") },
        { "sandbox_id", Changed(hello => hello.SandboxId += new string('1', 500)) },
        { "slots", Changed(hello => hello.Slots = 0) },
        { "slots", Changed(hello => hello.Slots = uint.MaxValue) },
        { "language", Changed(hello => hello.Languages.Add(new Language())) },
        { "language", Changed(hello => hello.Languages[0].Key = "c\0") },
        { "too many ids", Changed(hello => hello.Languages[0].Ids.Add(Enumerable.Repeat(1u, 1000))) },
        { "too many ids", Changed(hello => hello.Languages[0].Ids.Add(uint.MaxValue)) },
        { "twice", Changed(hello => hello.Languages.Add(hello.Languages[0].Clone())) },
    };

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(AfterConnect))]
    public async Task A_message_that_is_not_allowed_ends_the_stream_and_says_why(string named, SandboxMessage message)
    {
        using var other = await _host.ConnectAsync(ScriptedSandbox.Hello(endpoint: "other"));
        using var sandbox = await _host.ConnectAsync();

        await sandbox.SendAsync(message);

        AssertViolation(named, await sandbox.EndAsync());
        await other.ProbeAsync();
    }

    [Theory]
    [MemberData(nameof(Hellos))]
    public async Task A_malformed_connect_ends_the_stream_and_says_why(string named, Connect hello)
    {
        using var sandbox = _host.Dial();

        await sandbox.SendAsync(new SandboxMessage { Connect = hello });

        AssertViolation(named, await sandbox.EndAsync());
        Assert.Empty(_host.Scheduler.Sandboxes());
    }

    [Fact]
    public async Task Anything_before_connect_ends_the_stream()
    {
        using var sandbox = _host.Dial();

        await sandbox.ClaimAsync("1");

        AssertViolation("Connect must be the first", await sandbox.EndAsync());
    }

    [Fact]
    public async Task Anything_after_goodbye_ends_the_stream()
    {
        using var sandbox = await _host.ConnectAsync();
        await sandbox.SendAsync(new SandboxMessage { Goodbye = new Goodbye() });

        await sandbox.ClaimAsync("1");

        AssertViolation("nothing may follow Goodbye", await sandbox.EndAsync());
    }

    [Fact]
    public async Task A_message_over_the_size_limit_ends_the_stream()
    {
        using var sandbox = await _host.ConnectAsync();

        // The server may end the stream before all of it was sent.
        await sandbox.SendAsync(new SandboxMessage { Goodbye = new Goodbye { Reason = new string('x', 70_000) } })
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.Equal(StatusCode.ResourceExhausted, (await sandbox.EndAsync()).StatusCode);
        Assert.Equal(0, _host.OpenStreams);
    }

    [Fact]
    public async Task A_kind_of_message_that_this_server_does_not_know_ends_the_stream()
    {
        using var sandbox = await _host.ConnectAsync();

        // Field 99 of the oneof, as a sandbox from the future would send it.
        await sandbox.SendAsync(SandboxMessage.Parser.ParseFrom([0x9A, 0x06, 0x00]));

        AssertViolation("unknown kind", await sandbox.EndAsync());
    }

    private static void AssertViolation(string named, Status status)
    {
        Assert.Equal(StatusCode.InvalidArgument, status.StatusCode);
        Assert.Contains(named, status.Detail, StringComparison.Ordinal);
    }

    private static JobId Job(uint attempt) => new() { Token = Guid.NewGuid().ToString(), Attempt = attempt };

    private static SandboxMessage Judged(JudgeResult result)
    {
        result.Verdict = Verdict.Accepted;
        return new SandboxMessage { Result = new Result { Job = Job(1), Result_ = result } };
    }

    private static Connect Changed(Action<Connect> change)
    {
        var hello = ScriptedSandbox.Hello();
        change(hello);
        return hello;
    }
}
