using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>How many spans ran when, over the whole of a trace: a picture of it small enough to draw at any size.</summary>
internal static class ActivityProfile
{
    /// <summary>Spans that run in each of so many equal parts of the trace.</summary>
    public static ImmutableArray<int> Of(Trace trace, int parts)
    {
        // Where one begins and after which part one ends; their running sum is how many run.
        var steps = new int[parts + 1];
        foreach (var span in trace.Spans)
        {
            var first = PartOf(Math.Floor(Place(span.Start)));
            // What ends where a part begins does not run in it.
            var last = PartOf(Math.Ceiling(Place(span.End)) - 1);
            steps[first]++;
            steps[Math.Max(first, last) + 1]--;
        }
        var running = 0;
        return [.. steps.Take(parts).Select(step => running += step)];

        double Place(DateTimeOffset moment) =>
            trace.Duration <= TimeSpan.Zero ? 0 : (double)((moment - trace.Start).Ticks * (Int128)parts) / trace.Duration.Ticks;

        int PartOf(double place) => (int)Math.Clamp(place, 0, parts - 1);
    }

    /// <summary>An outline for an SVG path: one unit wide for each part, one high for the most spans.</summary>
    public static string Path(ImmutableArray<int> profile)
    {
        var most = Math.Max(1, profile.Max());
        var path = new StringBuilder("M0 1");
        for (var part = 0; part < profile.Length; part++)
        {
            path.Append(CultureInfo.InvariantCulture, $"V{1 - ((double)profile[part] / most):0.###}H{part + 1}");
        }
        return path.Append("V1Z").ToString();
    }
}
