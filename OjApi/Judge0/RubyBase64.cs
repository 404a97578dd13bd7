using System.Buffers.Text;

namespace OjApi.Judge0;

/// <summary>
/// Base64 as clients of Judge0 know it: written with a line feed after every 60 characters and at the end (RFC 2045 in the
/// form of Ruby's <c>encode64</c>), read without asking for any form: unknown characters are skipped, padding ends it.
/// </summary>
internal static class RubyBase64
{
    private const int BytesPerLine = 45;

    /// <summary>Encodes to ASCII.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> bytes)
    {
        var lines = (bytes.Length + BytesPerLine - 1) / BytesPerLine;
        var output = new byte[Base64.GetMaxEncodedToUtf8Length(bytes.Length) + lines];
        var written = 0;
        while (!bytes.IsEmpty)
        {
            var line = bytes[..Math.Min(BytesPerLine, bytes.Length)];
            Base64.EncodeToUtf8(line, output.AsSpan(written), out _, out var count);
            written += count;
            output[written++] = (byte)'\n';
            bytes = bytes[line.Length..];
        }
        return output;
    }

    /// <summary>Decodes whatever can be decoded; never fails.</summary>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var output = new byte[(text.Length * 3L / 4) + 1];
        var written = 0;
        var bits = 0;
        var held = 0;
        foreach (var character in text)
        {
            if (character == '=')
            {
                break;
            }
            var value = Value(character);
            if (value < 0)
            {
                continue;
            }
            bits = (bits << 6) | value;
            held += 6;
            if (held >= 8)
            {
                held -= 8;
                output[written++] = (byte)(bits >> held);
            }
        }
        return output[..written];
    }

    private static int Value(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };
}
