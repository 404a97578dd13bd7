namespace OjAspire.Dashboard.Charts;

/// <summary>What the browser is sent to turn the chart that it has into the one it should have.</summary>
/// <param name="From">The left edge; what lies before it can be forgotten.</param>
/// <param name="To">The right edge.</param>
/// <param name="Anew">Whether the lines replace those that are there, rather than going on with them.</param>
internal sealed record ChartPatch(
    string Unit, long From, long To, bool Anew, IReadOnlyList<ChartPatchLine> Lines, IReadOnlyList<ChartPatchMark> Marks)
{
    /// <summary>The patch between two states of a chart: lines that are still the same ones are sent from where they differ.</summary>
    public static ChartPatch Between(ChartData shown, ChartData next)
    {
        var anew = shown.Title != next.Title || shown.Unit != next.Unit
            || !shown.Lines.Select(line => (line.Key, line.Name)).SequenceEqual(next.Lines.Select(line => (line.Key, line.Name)));
        return new ChartPatch(
            next.Unit,
            next.From.ToUnixTimeMilliseconds(),
            next.To.ToUnixTimeMilliseconds(),
            anew,
            [.. next.Lines.Select((line, index) => LineBetween(anew ? [] : shown.Lines[index].Points, line))],
            [.. next.Marks.Select(mark => new ChartPatchMark(mark.Id, mark.Name, mark.Time.ToUnixTimeMilliseconds(), mark.Value))]);
    }

    private static ChartPatchLine LineBetween(IReadOnlyList<ChartPoint> shown, ChartLine next)
    {
        var points = next.Points;
        if (points.Count == 0)
        {
            return new ChartPatchLine(next.Name, 0, [], []);
        }
        // Points leave on the left and come on the right; between, both are the same.
        var old = 0;
        while (old < shown.Count && shown[old].Time < points[0].Time)
        {
            old++;
        }
        var same = 0;
        while (old + same < shown.Count && same < points.Count && SamePoint(shown[old + same], points[same]))
        {
            same++;
        }
        var keep = same == 0 ? 0 : points[same - 1].Time.ToUnixTimeMilliseconds();
        var changed = points.Skip(same);
        return new ChartPatchLine(
            next.Name,
            keep,
            [.. changed.Select(point => point.Time.ToUnixTimeMilliseconds())],
            [.. changed.Select(point => double.IsFinite(point.Value) ? Math.Round(point.Value, 6) : (double?)null)]);
    }

    private static bool SamePoint(ChartPoint a, ChartPoint b) => a.Time == b.Time && a.Value.Equals(b.Value);
}
