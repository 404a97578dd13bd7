namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>Finds lines and steps from one to the next. For one thread.</summary>
internal sealed class LogSearch
{
    private readonly List<int> _matches = [];
    private IReadOnlyList<LogLine> _lines = [];

    /// <summary>What is looked for, in any case of letters; empty for nothing.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How many lines match.</summary>
    public int Count => _matches.Count;

    /// <summary>The line that was stepped to last, or null.</summary>
    public LogLine? Current { get; private set; }

    /// <summary>Which of the matches that line is, from 1; 0 when it is none of them.</summary>
    public int Position => Current is null ? 0 : _matches.FindIndex(index => ReferenceEquals(_lines[index], Current)) + 1;

    /// <summary>The lines that match.</summary>
    public IReadOnlyList<LogLine> Matches => [.. _matches.Select(index => _lines[index])];

    /// <summary>Looks for a text in these lines.</summary>
    public void Look(IReadOnlyList<LogLine> lines, string text)
    {
        if (text != Text)
        {
            Current = null;
        }
        (_lines, Text) = (lines, text);
        _matches.Clear();
        if (text.Length > 0)
        {
            _matches.AddRange(
                Enumerable.Range(0, lines.Count).Where(index => lines[index].Text.Contains(text, StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>Steps to the next match, or to the one before; from the last one to the first.</summary>
    /// <returns>Its index among the matches, and among all lines; null when nothing matches.</returns>
    public (int OfMatches, int OfLines)? Step(bool forward)
    {
        if (_matches.Count == 0)
        {
            return null;
        }
        var from = Position - 1;
        var to = forward ? (from + 1) % _matches.Count : from > 0 ? from - 1 : _matches.Count - 1;
        Current = _lines[_matches[to]];
        return (to, _matches[to]);
    }

    /// <summary>The pieces of a line, with what was looked for cut out of them.</summary>
    public static IEnumerable<(string Text, AnsiStyle Style, bool IsMatch)> Highlight(LogLine line, string text)
    {
        var start = 0;
        foreach (var span in line.Spans)
        {
            var end = start + span.Text.Length;
            var position = start;
            foreach (var match in Occurrences(line.Text, text))
            {
                // A match may begin in one span and end in another.
                var (from, to) = (Math.Clamp(match, position, end), Math.Clamp(match + text.Length, position, end));
                if (from < to)
                {
                    if (position < from)
                    {
                        yield return (line.Text[position..from], span.Style, false);
                    }
                    yield return (line.Text[from..to], span.Style, true);
                    position = to;
                }
            }
            if (position < end)
            {
                yield return (line.Text[position..end], span.Style, false);
            }
            start = end;
        }
    }

    private static IEnumerable<int> Occurrences(string line, string text)
    {
        if (text.Length == 0)
        {
            yield break;
        }
        for (var at = line.IndexOf(text, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(text, at + text.Length, StringComparison.OrdinalIgnoreCase))
        {
            yield return at;
        }
    }
}
