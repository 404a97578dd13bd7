using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Gateway;

/// <summary>An HTTP/2 connection written by hand (RFC 9113), for what no well-behaved client can be made to send.</summary>
internal sealed class RawHttp2 : IAsyncDisposable
{
    public const byte Data = 0;
    public const byte HeadersFrame = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte EndHeaders = 4;

    private readonly TcpClient _socket = new() { NoDelay = true };
    private readonly CancellationTokenSource _ending = new();
    private Task _reading = Task.CompletedTask;
    private long _received;

    private RawHttp2()
    {
    }

    /// <summary>Completes when the server has closed the connection.</summary>
    public Task Closed => _reading;

    /// <summary>How many bytes came from the server.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Opens a connection on which nothing is sent yet.</summary>
    public static async Task<RawHttp2> OpenAsync(Uri address)
    {
        var raw = new RawHttp2();
        await raw._socket.ConnectAsync(address.Host, address.Port);
        raw._reading = raw.ReadAsync();
        return raw;
    }

    /// <summary>Opens a connection and begins HTTP/2.</summary>
    /// <param name="window">How many bytes of each answer the server may send.</param>
    public static async Task<RawHttp2> ConnectAsync(Uri address, uint window = 65_535)
    {
        var raw = await OpenAsync(address);
        byte[] setting = [0, 4, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(setting.AsSpan(2), window);
        byte[] start = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, setting)];
        await raw.SendAsync(start);
        return raw;
    }

    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(0, 4), payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5, 4), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>A gRPC message (length-prefixed), or what pretends to be one.</summary>
    public static byte[] Grpc(ReadOnlySpan<byte> message, byte compressed = 0, uint? length = null)
    {
        var framed = new byte[5 + message.Length];
        framed[0] = compressed;
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(1, 4), length ?? (uint)message.Length);
        message.CopyTo(framed.AsSpan(5));
        return framed;
    }

    public static byte[] Grpc(SandboxMessage message) => Grpc(message.ToByteArray());

    /// <summary>The header block of a call, each field literal and never indexed (RFC 7541 section 6.2.2).</summary>
    public static byte[] HeaderBlock(string authorization, params IEnumerable<(string Name, string Value)> more)
    {
        var block = new List<byte>();
        (string, string)[] usual =
        [
            (":method", "POST"), (":scheme", "http"), (":path", "/oj.scheduling.v1.SchedulerService/SandboxStream"), (":authority", "localhost"),
            ("te", "trailers"), ("content-type", "application/grpc"), ("authorization", authorization),
        ];
        foreach (var (name, value) in usual.Concat(more))
        {
            block.Add(0x10);
            Append(block, name);
            Append(block, value);
        }

        return [.. block];
    }

    /// <summary>Begins a call.</summary>
    public Task CallAsync(int stream = 1, string authorization = "Bearer " + GatewayHost.JoinToken) =>
        SendAsync(Frame(HeadersFrame, EndHeaders, stream, HeaderBlock(authorization)));

    public Task MessageAsync(SandboxMessage message, int stream = 1) => SendAsync(Frame(Data, 0, stream, Grpc(message)));

    /// <exception cref="IOException">The connection has ended.</exception>
    public async Task SendAsync(byte[] bytes)
    {
        if (!_socket.Connected)
        {
            throw new IOException("the connection has ended");
        }

        await _socket.GetStream().WriteAsync(bytes).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Ends the connection as a crash does (TCP reset).</summary>
    public void Abort() => _socket.Client.Close(0);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private static void Append(List<byte> block, string text)
    {
        // An integer with a prefix of seven bits (RFC 7541 section 5.1).
        var length = text.Length;
        if (length < 127)
        {
            block.Add((byte)length);
        }
        else
        {
            block.Add(127);
            for (length -= 127; length >= 128; length /= 128)
            {
                block.Add((byte)((length % 128) + 128));
            }

            block.Add((byte)length);
        }

        block.AddRange(Encoding.Latin1.GetBytes(text));
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (await _socket.GetStream().ReadAsync(buffer, _ending.Token) is > 0 and var count)
            {
                Interlocked.Add(ref _received, count);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The connection is over, which is all there is to know.
        }
    }
}
