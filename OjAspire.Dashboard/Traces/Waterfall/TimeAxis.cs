using System.Globalization;
using OjAspire.Dashboard.Telemetry.Display;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>Marks at round times.</summary>
internal static class TimeAxis
{
    private static readonly long[] LongSteps =
        [.. new[] { 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400 }.Select(seconds => seconds * TimeSpan.TicksPerSecond)];

    /// <param name="most">So many marks at most, 1 or more.</param>
    public static IReadOnlyList<AxisTick> Ticks(TimeWindow window, int most)
    {
        if (window.Length <= TimeSpan.Zero)
        {
            return [];
        }
        var step = Step(window.Length.Ticks, most);
        var ticks = new List<AxisTick>();
        for (var at = (window.From.Ticks + step - 1) / step * step; at <= window.To.Ticks; at += step)
        {
            ticks.Add(new AxisTick(window.Place(TimeSpan.FromTicks(at)), Label(at, step)));
        }
        return ticks;
    }

    // 1, 2 or 5 of a power of ten below a minute; above it, what clocks are divided by.
    private static long Step(long length, int most)
    {
        foreach (var minutes in LongSteps.Where(_ => length / most >= 30 * TimeSpan.TicksPerSecond))
        {
            if (length / minutes < most)
            {
                return minutes;
            }
        }
        var power = 1L;
        while (true)
        {
            foreach (var digit in (ReadOnlySpan<int>)[1, 2, 5])
            {
                if (length / (power * digit) < most)
                {
                    return power * digit;
                }
            }
            power *= 10;
        }
    }

    // As many decimals as tell two marks apart, which three digits do not once the reader has zoomed in.
    private static string Label(long at, long step)
    {
        if (at == 0)
        {
            return "0";
        }
        if (at >= TimeSpan.TicksPerMinute && step % TimeSpan.TicksPerSecond == 0)
        {
            return Durations.Short(TimeSpan.FromTicks(at));
        }
        var (unit, ticks) = at switch
        {
            < TimeSpan.TicksPerMillisecond => ("µs", TimeSpan.TicksPerMicrosecond),
            < TimeSpan.TicksPerSecond => ("ms", TimeSpan.TicksPerMillisecond),
            _ => ("s", TimeSpan.TicksPerSecond),
        };
        var decimals = Math.Max(0, (int)Math.Ceiling(Math.Log10((double)ticks / step)));
        return ((double)at / ticks).ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture) + " " + unit;
    }
}
