namespace OjAspire.Dashboard.Charts;

/// <summary>A dot; its time in milliseconds since 1970.</summary>
internal sealed record ChartPatchMark(string Id, string Name, long X, double Y);
