namespace OjAspire.Dashboard.Charts;

/// <summary>A single measurement, drawn as a dot that can be clicked.</summary>
/// <param name="Id">Given back when it is clicked.</param>
/// <param name="Name">What stands beside it when it is pointed at.</param>
public sealed record ChartMark(string Id, string Name, DateTimeOffset Time, double Value);
