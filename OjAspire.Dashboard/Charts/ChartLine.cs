namespace OjAspire.Dashboard.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Key">Tells it from the others, from one drawing to the next.</param>
/// <param name="Name">What a reader calls it.</param>
/// <param name="Points">By time.</param>
public sealed record ChartLine(string Key, string Name, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>The newest value, or not a number.</summary>
    public double Last => Points.Count == 0 ? double.NaN : Points[^1].Value;
}
