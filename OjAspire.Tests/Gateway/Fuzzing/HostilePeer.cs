using System.Net.Sockets;

namespace OjAspire.Tests.Gateway.Fuzzing;

/// <summary>A peer that knows the join token and means no good. One attack is one connection.</summary>
internal sealed class HostilePeer(GatewayHost host, Random random, Guid[] waiting)
{
    // Some of the peers are one and the same sandbox, so that they also meet their own streams.
    private static readonly string[] BaseIds = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid().ToString())];

    public async Task AttackAsync()
    {
        try
        {
            await (random.Next(10) switch
            {
                < 5 => ConverseAsync(window: random.Next(5) == 0 ? 0u : 65_535u),
                < 7 => MisframeAsync(),
                < 9 => SendFramesAsync(),
                _ => SendNoiseAsync(),
            });
        }
        catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException)
        {
            // The server has had enough of it.
        }
    }

    /// <summary>A conversation with damage in it, in pieces of any size.</summary>
    private async Task ConverseAsync(uint window)
    {
        await using var raw = await RawHttp2.ConnectAsync(host.Address, window);
        await raw.CallAsync();
        var messages = Record();
        if (random.Next(8) > 0)
        {
            Mutation.Damage(messages, random);
        }

        await SendInPiecesAsync(raw, [.. messages.SelectMany(message => RawHttp2.Grpc(message))]);
        await LeaveAsync(raw);
    }

    /// <summary>Messages whose frames tell lies about length or compression.</summary>
    private async Task MisframeAsync()
    {
        await using var raw = await RawHttp2.ConnectAsync(host.Address);
        await raw.CallAsync();
        var stream = new List<byte>();
        foreach (var message in Record())
        {
            var length = random.Next(4) == 0 ? (uint)random.NextInt64(uint.MaxValue + 1L) : (uint)message.Length;
            stream.AddRange(RawHttp2.Grpc(message, (byte)(random.Next(6) == 0 ? random.Next(256) : 0), length));
        }

        await SendInPiecesAsync(raw, [.. stream]);
        await LeaveAsync(raw);
    }

    /// <summary>Frames of any type with any flags on any stream, some of them after a valid beginning.</summary>
    private async Task SendFramesAsync()
    {
        await using var raw = await RawHttp2.ConnectAsync(host.Address);
        var streams = random.Next(4);
        for (var stream = 0; stream < streams; stream++)
        {
            await raw.CallAsync((stream * 2) + 1);
            await raw.SendAsync(RawHttp2.Frame(RawHttp2.Data, 0, (stream * 2) + 1, RawHttp2.Grpc(Record()[0])));
        }

        for (var frames = random.Next(1, 12); frames > 0; frames--)
        {
            var frame = random.Next(3) == 0
                ? RawHttp2.Frame(RawHttp2.HeadersFrame, RawHttp2.EndHeaders, random.Next(9), HeaderBlock())
                : RawHttp2.Frame((byte)random.Next(11), (byte)random.Next(256), random.Next(9), Mutation.Bytes(random, random.Next(64)));
            await raw.SendAsync(frame);
        }

        await LeaveAsync(raw);
    }

    /// <summary>Bytes that are no protocol at all, or nearly one.</summary>
    private async Task SendNoiseAsync()
    {
        await using var raw = await RawHttp2.OpenAsync(host.Address);
        byte[] begin = random.Next(3) switch
        {
            0 => [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8],
            1 => [.. "POST /oj.scheduling.v1.SchedulerService/SandboxStream HTTP/1.1\r\n"u8],
            _ => [],
        };
        Mutation.Flip(begin, random);
        await raw.SendAsync([.. begin, .. Mutation.Bytes(random, random.Next(1, 500))]);
        await LeaveAsync(raw);
    }

    private List<byte[]> Record()
    {
        var baseId = random.Next(3) == 0 ? BaseIds[random.Next(BaseIds.Length)] : Guid.NewGuid().ToString();
        return Conversation.Record(baseId, waiting[random.Next(waiting.Length)]);
    }

    private byte[] HeaderBlock()
    {
        var block = RawHttp2.HeaderBlock("Bearer " + GatewayHost.JoinToken, (new string('n', random.Next(1, 50)), new string('v', random.Next(2000))));
        Mutation.Flip(block, random);
        return block;
    }

    private async Task SendInPiecesAsync(RawHttp2 raw, byte[] stream)
    {
        for (var start = 0; start < stream.Length;)
        {
            var count = Math.Min(stream.Length - start, random.Next(1, 2000));
            await raw.SendAsync(RawHttp2.Frame(RawHttp2.Data, 0, 1, stream.AsSpan(start, count)));
            start += count;
        }
    }

    /// <summary>Stays for a moment, then goes: in order, or as a crash does.</summary>
    private async Task LeaveAsync(RawHttp2 raw)
    {
        await Task.WhenAny(raw.Closed, Task.Delay(TimeSpan.FromMilliseconds(random.Next(100)), TimeProvider.System));
        if (random.Next(2) == 0)
        {
            raw.Abort();
        }
    }
}
