using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace OjAspire.Tests.Discovery;

/// <summary>As much of the DNS message format (RFC 1035 section 4) as answering one question needs.</summary>
internal static class DnsMessage
{
    public const int A = 1;
    public const int Aaaa = 28;
    public const int NoSuchName = 3;

    private const int HeaderLength = 12;
    private const int MostOverUdp = 512;
    private const int Truncated = 0x0200;

    /// <summary>What is asked.</summary>
    public static (string Name, int Type) Question(ReadOnlySpan<byte> query)
    {
        var at = HeaderLength;
        var name = new StringBuilder();
        while (query[at] is > 0 and var length)
        {
            name.Append(Encoding.ASCII.GetString(query.Slice(at + 1, length))).Append('.');
            at += 1 + length;
        }

        return (name.ToString(), BinaryPrimitives.ReadUInt16BigEndian(query[(at + 1)..]));
    }

    /// <summary>The answer with these records, or as many of them as fit.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> query, int code, IReadOnlyList<string> addresses, bool overTcp, bool cut)
    {
        var question = query[HeaderLength..QuestionEnd(query)].ToArray();
        byte[][] records = [.. addresses.Select(IPAddress.Parse).Select(Record)];
        var fits = overTcp || (!cut && HeaderLength + question.Length + records.Sum(record => record.Length) <= MostOverUdp);
        byte[][] sent = fits ? records : [.. records.Take(1)];
        var header = query[..HeaderLength].ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(0x8180 | code | (fits ? 0 : Truncated)));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)sent.Length);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 0);
        return [.. header, .. question, .. sent.SelectMany(record => record)];
    }

    /// <summary>Begins like an answer to the question and goes on as none.</summary>
    public static byte[] Garbage(ReadOnlySpan<byte> query) => [.. query[..2], 0x81, 0x80, .. Enumerable.Repeat((byte)0xff, 30)];

    private static int QuestionEnd(ReadOnlySpan<byte> query) => HeaderLength + query[HeaderLength..].IndexOf((byte)0) + 5;

    // The name by a pointer to the question, the class Internet, and a time to live of nothing.
    private static byte[] Record(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return [0xc0, HeaderLength, 0, (byte)(bytes.Length == 4 ? A : Aaaa), 0, 1, 0, 0, 0, 0, 0, (byte)bytes.Length, .. bytes];
    }
}
