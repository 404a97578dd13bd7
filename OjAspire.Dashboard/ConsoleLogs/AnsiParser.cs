using System.Text;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>
/// Splits lines by the styles that a program asked for with escape sequences (ECMA-48, section 8.3.117, SGR). Everything else that is
/// meant for a terminal is left out. A style lasts until it is changed, over line ends too, so one parser reads one stream in its order.
/// Not safe for several threads.
/// </summary>
internal sealed class AnsiParser
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';

    private AnsiStyle _style = AnsiStyle.Plain;

    /// <summary>The pieces of the next line.</summary>
    public IReadOnlyList<AnsiSpan> Parse(string line)
    {
        if (!line.AsSpan().ContainsAnyInRange('\0', '\u001f') && !line.Contains('\u007f', StringComparison.Ordinal))
        {
            return line.Length == 0 ? [] : [new AnsiSpan(line, _style)];
        }
        var spans = new List<AnsiSpan>();
        var text = new StringBuilder(line.Length);
        var position = 0;
        while (position < line.Length)
        {
            var character = line[position];
            if (character != Escape)
            {
                if (character == '\t' || !char.IsControl(character))
                {
                    text.Append(character);
                }
                position++;
                continue;
            }
            var before = _style;
            position = ReadSequence(line, position + 1);
            if (before != _style)
            {
                Flush(spans, text, before);
            }
        }
        Flush(spans, text, _style);
        return spans;
    }

    private static void Flush(List<AnsiSpan> spans, StringBuilder text, AnsiStyle style)
    {
        if (text.Length > 0)
        {
            spans.Add(new AnsiSpan(text.ToString(), style));
            text.Clear();
        }
    }

    // Position after the sequence that began before `position`. One that the line cuts off ends with the line.
    private int ReadSequence(string line, int position)
    {
        if (position >= line.Length)
        {
            return line.Length;
        }
        return line[position] switch
        {
            '[' => ReadControlSequence(line, position + 1),
            // Strings to the terminal (titles, links) end with BEL or ESC \.
            ']' or 'P' or 'X' or '^' or '_' => SkipString(line, position + 1),
            // Two-character selections of a character set.
            '(' or ')' or '*' or '+' or '#' or '%' => Math.Min(position + 2, line.Length),
            _ => position + 1,
        };
    }

    private int ReadControlSequence(string line, int start)
    {
        var end = start;
        while (end < line.Length && line[end] is < '@' or > '~')
        {
            end++;
        }
        if (end >= line.Length)
        {
            return line.Length;
        }
        if (line[end] == 'm')
        {
            _style = SelectGraphicRendition.Apply(_style, line.AsSpan(start, end - start));
        }
        return end + 1;
    }

    private static int SkipString(string line, int position)
    {
        for (; position < line.Length; position++)
        {
            if (line[position] == Bell)
            {
                return position + 1;
            }
            if (line[position] == Escape)
            {
                return Math.Min(position + 2, line.Length);
            }
        }
        return line.Length;
    }
}
