namespace OjAspire.Tests.Dashboard;

/// <summary>What was measured in a page; times in milliseconds.</summary>
/// <param name="MedianGap">Between two frames.</param>
/// <param name="ShareOfStalls">Of all time, the part that was spent in gaps of more than 200 ms.</param>
/// <param name="Rows">The most rows that the page held at once.</param>
/// <param name="Changes">How often a second the page was changed; a draw changes it a few times.</param>
/// <param name="Response">From a click to its effect.</param>
internal sealed record FluidityFigures(
    double MedianGap, double ShareOfStalls, double LongestGap, int Rows, double Changes, double Response);
