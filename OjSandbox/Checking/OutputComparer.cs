namespace OjSandbox.Checking;

/// <summary>
/// Compares an output with the expected one as Judge0 does: white space at the end of a line and lines of nothing else at the end do
/// not count; everything else does, byte for byte.
/// </summary>
internal static class OutputComparer
{
    // Ruby's rstrip, which Judge0 uses, takes the null character for white space too.
    private static ReadOnlySpan<byte> WhiteSpace => " \t\n\v\f\r\0"u8;

    /// <summary>Whether the output is as expected.</summary>
    public static bool Matches(ReadOnlySpan<byte> output, ReadOnlySpan<byte> expected)
    {
        output = output.TrimEnd(WhiteSpace);
        expected = expected.TrimEnd(WhiteSpace);
        while (true)
        {
            if (!TakeLine(ref output).SequenceEqual(TakeLine(ref expected)))
            {
                return false;
            }

            if (output.IsEmpty || expected.IsEmpty)
            {
                // The ends are trimmed, so a rest is something that only one of them has.
                return output.IsEmpty && expected.IsEmpty;
            }
        }
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line.TrimEnd(WhiteSpace);
    }
}
