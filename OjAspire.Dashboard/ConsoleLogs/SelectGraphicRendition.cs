using System.Globalization;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>What the parameters of an SGR sequence do to a style.</summary>
internal static class SelectGraphicRendition
{
    // No sequence that means anything has more; what is longer is not a style.
    private const int MostParameters = 32;

    /// <summary>The style after the sequence with these parameters, which are separated by <c>;</c> or <c>:</c>.</summary>
    public static AnsiStyle Apply(AnsiStyle style, ReadOnlySpan<char> parameters)
    {
        Span<int> numbers = stackalloc int[MostParameters];
        var count = Read(parameters, numbers);
        for (var i = 0; i < count; i++)
        {
            style = numbers[i] switch
            {
                0 => AnsiStyle.Plain,
                1 => style with { Bold = true },
                2 => style with { Faint = true },
                3 => style with { Italic = true },
                4 => style with { Underline = true },
                7 => style with { Inverse = true },
                22 => style with { Bold = false, Faint = false },
                23 => style with { Italic = false },
                24 => style with { Underline = false },
                27 => style with { Inverse = false },
                >= 30 and <= 37 => style with { Foreground = AnsiColor.FromPalette(numbers[i] - 30) },
                38 => style with { Foreground = Extended(numbers[..count], ref i) ?? style.Foreground },
                39 => style with { Foreground = null },
                >= 40 and <= 47 => style with { Background = AnsiColor.FromPalette(numbers[i] - 40) },
                48 => style with { Background = Extended(numbers[..count], ref i) ?? style.Background },
                49 => style with { Background = null },
                >= 90 and <= 97 => style with { Foreground = AnsiColor.FromPalette(numbers[i] - 90 + 8) },
                >= 100 and <= 107 => style with { Background = AnsiColor.FromPalette(numbers[i] - 100 + 8) },
                _ => style,
            };
        }
        return style;
    }

    private static int Read(ReadOnlySpan<char> parameters, Span<int> numbers)
    {
        var count = 0;
        foreach (var range in parameters.SplitAny(';', ':'))
        {
            if (count == numbers.Length)
            {
                break;
            }
            var part = parameters[range];
            // An empty parameter means 0.
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count]) && part.Length > 0)
            {
                return 0;
            }
            count++;
        }
        return count;
    }

    // After 38 or 48: `5;n` from the palette or `2;r;g;b`. Leaves i at the last number used.
    private static AnsiColor? Extended(ReadOnlySpan<int> numbers, ref int i)
    {
        if (i + 2 < numbers.Length && numbers[i + 1] == 5)
        {
            i += 2;
            return numbers[i] is >= 0 and <= 255 ? AnsiColor.FromPalette(numbers[i]) : null;
        }
        if (i + 4 < numbers.Length && numbers[i + 1] == 2)
        {
            i += 4;
            var (red, green, blue) = (numbers[i - 2], numbers[i - 1], numbers[i]);
            return (red | green | blue) is >= 0 and <= 255 ? AnsiColor.FromRgb(red, green, blue) : null;
        }
        i = numbers.Length;
        return null;
    }
}
