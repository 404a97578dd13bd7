using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjApi.Submissions;
using Kind = Oj.Contracts.Scheduling.SchedulerMessage.MessageOneofCase;

namespace OjAspire.Tests.Gateway;

/// <summary>Two streams with one sandbox id: a living one keeps it, a stale one loses it.</summary>
public sealed class DuplicateIdTests : IAsyncLifetime
{
    private static readonly TimeSpan ReportBy = TimeSpan.FromSeconds(2);

    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_newcomer_is_refused_as_soon_as_the_first_stream_is_heard_and_that_one_lives_on()
    {
        using var first = await _host.ConnectAsync();
        using var newcomer = await DialAsync();

        var status = await ReportUntilAsync(first, newcomer.EndAsync());

        Assert.Equal(StatusCode.AlreadyExists, status.StatusCode);
        await first.ProbeAsync();
        Assert.Equal((1, 1), (_host.OpenStreams, _host.HeldIds));
    }

    [Fact]
    public async Task A_stream_that_is_not_heard_within_report_by_is_replaced()
    {
        using var stale = await _host.ConnectAsync();
        using var newcomer = await DialAsync();
        var connected = newcomer.ReadAsync();

        var waited = await _host.PassTimeUntilAsync(connected);

        // Well before its silence would have ended the old stream by itself.
        Assert.InRange(waited, ReportBy - TimeSpan.FromSeconds(0.5), ReportBy + TimeSpan.FromSeconds(1));
        Assert.NotNull((await connected).ConnectResponse);
        Assert.Equal(StatusCode.Aborted, (await stale.EndAsync()).StatusCode);
        Assert.Single(_host.Logs.Records, record => record.Event == "SandboxDisconnected"
            && record.Message.Contains("replaced by a new stream of the same sandbox", StringComparison.Ordinal));
        Assert.Equal((1, 1), (_host.OpenStreams, _host.HeldIds));
        Assert.Single(_host.Scheduler.Sandboxes());
    }

    [Fact]
    public async Task A_job_of_the_replaced_stream_is_recognised_on_the_new_one_and_judged_once()
    {
        var token = await _host.SubmitAsync();
        using var stale = await _host.ConnectAsync();
        var job = await stale.TakeJobAsync();
        using var newcomer = await DialAsync();
        await _host.PassTimeUntilAsync(newcomer.ReadAsync());

        // Long after the grace time of a job that nobody reports.
        for (var i = 0; i < 10; i++)
        {
            _host.Time.Advance(ReportBy);
            var now = _host.Time.GetUtcNow();
            await newcomer.ReportAsync(job);
            await Eventually.TrueAsync(() => _host.Scheduler.Sandboxes().Single().LastReportAt >= now);
        }

        await newcomer.ProbeAsync("2");
        await newcomer.DeliverAsync(job);

        Assert.Equal((SubmissionState.Final, 1, 1), (_host.Store[token].State, _host.Store[token].Attempt, _host.Store.Finals[token]));
    }

    [Fact]
    public async Task Of_two_newcomers_at_once_one_gets_the_id()
    {
        using var stale = await _host.ConnectAsync();
        using var one = await DialAsync();
        using var other = await DialAsync();
        await Eventually.TrueAsync(() => _host.OpenStreams == 3);
        var (oneConnects, otherConnects) = (IsTakenInAsync(one), IsTakenInAsync(other));

        await _host.PassTimeUntilAsync(Task.WhenAny(oneConnects, otherConnects));
        var oneWon = oneConnects.IsCompleted;
        var refused = await ReportUntilAsync(oneWon ? one : other, oneWon ? otherConnects : oneConnects);

        Assert.Equal(StatusCode.OK, await (oneWon ? oneConnects : otherConnects));
        Assert.Equal(StatusCode.AlreadyExists, refused);
        Assert.Equal((1, 1), (_host.OpenStreams, _host.HeldIds));
    }

    [Fact]
    public async Task A_newcomer_gets_the_id_at_once_when_the_first_stream_ends_meanwhile()
    {
        var first = await _host.ConnectAsync();
        using var newcomer = await DialAsync();

        first.Dispose();

        Assert.NotNull((await newcomer.ReadAsync()).ConnectResponse);
    }

    [Fact]
    public async Task A_newcomer_that_gives_up_leaves_nothing_behind()
    {
        using var first = await _host.ConnectAsync();
        var newcomer = await DialAsync();

        newcomer.Dispose();

        await Eventually.TrueAsync(() => _host.OpenStreams == 1);
        await first.ProbeAsync();
    }

    [Fact]
    public async Task A_server_that_begins_to_stop_sends_the_newcomer_away_and_leaves_even_a_silent_stream_to_end()
    {
        using var silent = await _host.ConnectAsync();
        using var newcomer = await DialAsync();

        _host.Scheduler.BeginDrain();
        var end = newcomer.EndAsync();
        await _host.PassTimeUntilAsync(end);

        Assert.Equal(StatusCode.Unavailable, (await end).StatusCode);
        await silent.ReadAsync(Kind.Draining);
        await silent.ProbeAsync();
    }

    /// <summary>Opens a second stream with the id and waits until the server has taken it in hand.</summary>
    private async Task<ScriptedSandbox> DialAsync()
    {
        var before = _host.OpenStreams;
        var newcomer = _host.Dial();
        await newcomer.SendAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello() });
        await Eventually.TrueAsync(() => _host.OpenStreams == before + 1);
        return newcomer;
    }

    private static async Task<StatusCode> IsTakenInAsync(ScriptedSandbox sandbox)
    {
        try
        {
            return (await sandbox.ReadAsync()).ConnectResponse is null ? StatusCode.Unknown : StatusCode.OK;
        }
        catch (RpcException refusal)
        {
            return refusal.StatusCode;
        }
    }

    /// <summary>Keeps a stream heard until something has come of it.</summary>
    private static async Task<T> ReportUntilAsync<T>(ScriptedSandbox sandbox, Task<T> outcome)
    {
        while (!outcome.IsCompleted)
        {
            await sandbox.ReportAsync();
            await Task.WhenAny(outcome, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        return await outcome;
    }
}
