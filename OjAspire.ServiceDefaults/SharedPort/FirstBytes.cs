using System.Buffers;
using System.IO.Pipelines;

namespace OjAspire.ServiceDefaults.SharedPort;

/// <summary>
/// Tells by the first bytes of a connection what it speaks, consuming none of them. HTTP/2 begins with a fixed preface
/// (RFC 9113 section 3.4); TLS with a handshake record (RFC 8446 section 5.1), whose first byte no HTTP method begins with.
/// </summary>
internal static class FirstBytes
{
    private const byte TlsHandshakeRecord = 0x16;

    private static ReadOnlySpan<byte> Http2Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>What the peer speaks; <see langword="null"/> when it closed before that could be told.</summary>
    /// <param name="input">The connection's bytes; afterwards they can be read again from the first one.</param>
    public static async ValueTask<ConnectionProtocol?> TellAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var protocol = Tell(read.Buffer);
            // Examining nothing makes the next read return at once with these very bytes; examining all waits for more.
            input.AdvanceTo(read.Buffer.Start, protocol is null ? read.Buffer.End : read.Buffer.Start);
            if (protocol is not null || read.IsCompleted)
            {
                return protocol;
            }
        }
    }

    private static ConnectionProtocol? Tell(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(buffer.Length, Http2Preface.Length)];
        buffer.Slice(0, start.Length).CopyTo(start);
        if (start.StartsWith(TlsHandshakeRecord))
        {
            return ConnectionProtocol.Tls;
        }

        var matched = start.CommonPrefixLength(Http2Preface);
        if (matched == Http2Preface.Length)
        {
            return ConnectionProtocol.Http2;
        }

        return matched < start.Length ? ConnectionProtocol.Http1 : null;
    }
}
