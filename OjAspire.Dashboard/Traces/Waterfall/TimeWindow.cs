using System.Globalization;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>The part of a trace that is looked at, as time since the trace's start.</summary>
public readonly record struct TimeWindow(TimeSpan From, TimeSpan To)
{
    /// <summary>The least that can be looked at.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMicroseconds(1);

    public TimeSpan Length => To - From;

    /// <summary>Where a moment stands, 0 at the left edge, 1 at the right; outside of that when it is not in view.</summary>
    public double Place(TimeSpan moment) => Length <= TimeSpan.Zero ? 0 : (moment - From) / Length;

    /// <summary>As a percentage, for a style.</summary>
    public static string Percent(double part) => (part * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>The part of it between two places, within <paramref name="whole"/> and not shorter than can be looked at.</summary>
    public TimeWindow Part(double from, double to, TimeSpan whole)
    {
        var (first, last) = (From + (Length * Math.Min(from, to)), From + (Length * Math.Max(from, to)));
        if (last - first < Least)
        {
            last = first + Least;
        }
        return new TimeWindow(first < TimeSpan.Zero ? TimeSpan.Zero : first, last > whole ? whole : last) is { Length.Ticks: > 0 } part
            ? part
            : this;
    }
}
