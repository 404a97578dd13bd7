namespace OjAspire.Dashboard.Charts;

/// <summary>What a chart shows at one moment. Values are in its unit, however they were measured.</summary>
/// <param name="Title">What it is a chart of: another title is another chart, which is drawn from nothing.</param>
/// <param name="Unit">Stands beside the axis; empty for bare numbers.</param>
public sealed record ChartData(
    string Title, string Unit, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<ChartLine> Lines, IReadOnlyList<ChartMark> Marks)
{
    public static ChartData Empty { get; } = new("", "", DateTimeOffset.MinValue, DateTimeOffset.MinValue, [], []);
}
