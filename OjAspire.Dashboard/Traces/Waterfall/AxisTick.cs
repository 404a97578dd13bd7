namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>A mark on the time axis.</summary>
/// <param name="Place">0 at the left edge, 1 at the right.</param>
public sealed record AxisTick(double Place, string Label);
