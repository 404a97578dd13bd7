using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Gateway;

/// <summary>A peer that wants to take more of a server than one stream is worth, with a join token and without; on the real clock.</summary>
public sealed class HostilePeerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private GatewayHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await GatewayHost.StartAsync(TimeProvider.System, ("Oj:Gateway:MaxStreams", "6"), ("Oj:Gateway:MaxStreamsPerSandbox", "2"));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task More_streams_of_one_sandbox_than_allowed_are_refused_and_others_are_not()
    {
        using var one = await _host.ConnectAsync(ScriptedSandbox.Hello("one"));
        using var two = await _host.ConnectAsync(ScriptedSandbox.Hello("two"));
        using var three = _host.Dial();
        await three.SendAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello("three") });

        Assert.Equal(StatusCode.ResourceExhausted, (await three.EndAsync()).StatusCode);
        using var other = await _host.ConnectAsync(ScriptedSandbox.Hello(baseId: Guid.NewGuid().ToString()));
        one.Dispose();
        await Eventually.TrueAsync(() => _host.OpenStreams == 2);
        using var again = await _host.ConnectAsync(ScriptedSandbox.Hello("three"));
    }

    [Fact]
    public async Task More_streams_than_allowed_are_refused_also_when_they_never_say_who_they_are()
    {
        using var connected = await _host.ConnectAsync();
        var silent = Enumerable.Range(0, 5).Select(_ => _host.Dial()).ToArray();
        await Eventually.TrueAsync(() => _host.OpenStreams == 6);
        using var late = _host.Dial();

        Assert.Equal(StatusCode.ResourceExhausted, (await late.EndAsync()).StatusCode);
        Assert.All(await Task.WhenAll(silent.Select(each => each.EndAsync())), end => Assert.Equal(StatusCode.DeadlineExceeded, end.StatusCode));
        await connected.ProbeAsync();
        Assert.Equal(1, _host.OpenStreams);
        Array.ForEach(silent, each => each.Dispose());
    }

    [Fact]
    public async Task Nothing_is_kept_for_a_peer_without_the_join_token_however_many_calls_it_makes()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var stranger = _host.Dial("Bearer wrong");
            return await stranger.EndAsync();
        }));

        Assert.All(ends, end => Assert.Equal(StatusCode.Unauthenticated, end.StatusCode));
        Assert.Equal((0, 0), (_host.OpenStreams, _host.HeldIds));
    }

    [Fact]
    public async Task A_header_that_is_no_metadata_of_grpc_disturbs_nobody()
    {
        await using var raw = await RawHttp2.ConnectAsync(_host.Address);
        var headers = RawHttp2.HeaderBlock("Bearer " + GatewayHost.JoinToken, ("strange!name", "value"));
        await raw.SendAsync(RawHttp2.Frame(RawHttp2.HeadersFrame, RawHttp2.EndHeaders, 1, headers));
        await raw.MessageAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello() });

        await Eventually.TrueAsync(() => _host.Scheduler.Sandboxes().Count == 1);
    }

    [Fact]
    public async Task A_connect_that_comes_byte_by_byte_does_not_outlast_the_handshake()
    {
        await using var slow = await RawHttp2.ConnectAsync(_host.Address);
        await slow.CallAsync();
        await Eventually.TrueAsync(() => _host.OpenStreams == 1);
        var start = TimeProvider.System.GetTimestamp();

        foreach (var single in RawHttp2.Grpc(new SandboxMessage { Connect = ScriptedSandbox.Hello() }))
        {
            await slow.SendAsync(RawHttp2.Frame(RawHttp2.Data, 0, 1, [single]));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            if (_host.OpenStreams == 0)
            {
                break;
            }
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(10));
        Assert.Empty(_host.Scheduler.Sandboxes());
    }

    [Theory]
    [InlineData(800)]
    [InlineData(8000)]
    public async Task A_peer_that_never_reads_is_cut_off_whether_it_claims_much_or_very_much(int claims)
    {
        using var bystander = await _host.ConnectAsync(ScriptedSandbox.Hello(baseId: Guid.NewGuid().ToString()));
        await using var deaf = await RawHttp2.ConnectAsync(_host.Address, window: 0);
        await deaf.CallAsync();
        await deaf.MessageAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello() });
        await Eventually.TrueAsync(() => _host.HeldIds == 2);
        var start = TimeProvider.System.GetTimestamp();

        // Answers repeat the id of their claim, so these are more than the server's buffer of 64 KiB holds.
        for (var claim = 0; claim < claims; claim++)
        {
            await deaf.MessageAsync(new SandboxMessage { Claim = new Claim { ClaimId = new string('c', 100) } });
        }

        // It goes on to report, so it is not its silence that ends it.
        while (_host.HeldIds == 2)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "it is still connected");
            await TryReportAsync(deaf);
            await bystander.ReportAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        await Eventually.TrueAsync(() => _host.OpenStreams == 1);
        await bystander.ProbeAsync();
    }

    [Fact]
    public async Task Headers_without_measure_end_the_connection_they_came_on()
    {
        using var bystander = await _host.ConnectAsync();
        await using var raw = await RawHttp2.ConnectAsync(_host.Address);
        var block = RawHttp2.HeaderBlock("Bearer " + new string('x', 200_000));

        // One field over many frames: HEADERS, then CONTINUATION without an end.
        await raw.SendAsync(RawHttp2.Frame(RawHttp2.HeadersFrame, 0, 1, block.AsSpan(0, 16_000)));
        for (var start = 16_000; start < block.Length && !raw.Closed.IsCompleted; start += 16_000)
        {
            await raw.SendAsync(RawHttp2.Frame(9, 0, 1, block.AsSpan(start, Math.Min(16_000, block.Length - start))))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await raw.Closed.WaitAsync(Patience);
        await bystander.ProbeAsync();
        Assert.Equal(1, _host.OpenStreams);
    }

    [Theory]
    [InlineData(new byte[] { 9, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 255 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 3, 10, 5, 8 })]
    public async Task Bytes_that_are_no_message_end_the_stream_and_are_no_error_of_ours(byte[] bytes)
    {
        using var bystander = await _host.ConnectAsync();
        await using var raw = await RawHttp2.ConnectAsync(_host.Address);
        await raw.CallAsync();
        await raw.MessageAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello(baseId: Guid.NewGuid().ToString()) });
        await Eventually.TrueAsync(() => _host.HeldIds == 2);

        await raw.SendAsync(RawHttp2.Frame(RawHttp2.Data, 0, 1, bytes));

        await Eventually.TrueAsync(() => _host.OpenStreams == 1);
        await bystander.ProbeAsync();
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_by_its_length_before_any_of_it_is_kept()
    {
        using var bystander = await _host.ConnectAsync();
        await using var raw = await RawHttp2.ConnectAsync(_host.Address);
        await raw.CallAsync();
        await raw.MessageAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello(baseId: Guid.NewGuid().ToString()) });
        await Eventually.TrueAsync(() => _host.HeldIds == 2);

        // Says that 2 GiB follow, and sends none of it.
        await raw.SendAsync(RawHttp2.Frame(RawHttp2.Data, 0, 1, RawHttp2.Grpc([], length: int.MaxValue)));

        await Eventually.TrueAsync(() => _host.OpenStreams == 1);
        await bystander.ProbeAsync();
    }

    private static async Task TryReportAsync(RawHttp2 raw)
    {
        try
        {
            await raw.MessageAsync(new SandboxMessage { State = new State { Slots = 1, Availability = Availability.Ready } });
        }
        catch (IOException)
        {
            // It was cut off meanwhile.
        }
    }
}
