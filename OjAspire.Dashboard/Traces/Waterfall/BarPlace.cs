using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>Where a span's bar and the label beside it stand in the window, 0 at the left edge and 1 at the right.</summary>
/// <param name="IsInView">False when all of it lies outside of the window.</param>
/// <param name="Label">On which side of the bar there is room for its duration.</param>
internal readonly record struct BarPlace(double Left, double Right, bool IsInView, BarLabel Label)
{
    // A label needs about a fifth of the width.
    private const double Room = 0.2;

    public double Width => Right - Left;

    public static BarPlace Of(Span span, DateTimeOffset traceStart, TimeWindow window)
    {
        var (from, to) = (window.Place(span.Start - traceStart), window.Place(span.End - traceStart));
        // A sender whose clock was set back may say that a span ends before it starts.
        to = Math.Max(from, to);
        var (left, right) = (Math.Clamp(from, 0, 1), Math.Clamp(to, 0, 1));
        var label = right <= 1 - Room ? BarLabel.After : left >= Room ? BarLabel.Before : BarLabel.Inside;
        return new BarPlace(left, right, to >= 0 && from <= 1, label);
    }
}
