using System.Buffers;
using System.IO.Pipelines;

namespace OjAspire.ServiceDefaults.ClearTextHttp;

/// <summary>Tells HTTP/2 from HTTP/1.1 by the first bytes of a connection (RFC 9113 section 3.4), consuming none of them.</summary>
internal static class Http2Preface
{
    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Whether the peer speaks HTTP/2; <see langword="null"/> when it closed before that could be told.</summary>
    /// <param name="input">The connection's bytes; afterwards they can be read again from the first one.</param>
    public static async ValueTask<bool?> IsSentByAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var matched = CountMatched(read.Buffer);
            var decided = matched < Math.Min(read.Buffer.Length, Preface.Length) || matched == Preface.Length;
            // Examining nothing makes the next read return at once with these very bytes; examining all waits for more.
            input.AdvanceTo(read.Buffer.Start, decided ? read.Buffer.Start : read.Buffer.End);
            if (decided)
            {
                return matched == Preface.Length;
            }
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static int CountMatched(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(buffer.Length, Preface.Length)];
        buffer.Slice(0, start.Length).CopyTo(start);
        return start.CommonPrefixLength(Preface);
    }
}
