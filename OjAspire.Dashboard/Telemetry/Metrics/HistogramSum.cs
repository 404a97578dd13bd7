using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>Adds histograms, also such whose bounds differ, as those of exponential histograms do from one export to the next.</summary>
internal static class HistogramSum
{
    // As many as are taken of one histogram; bounds that differ each time would be ever more.
    private const int MostBounds = 1_000;

    /// <summary>
    /// All values of both. Over the bounds of both when they differ: a bucket that is cut by a bound of the other is counted under its own
    /// upper bound.
    /// </summary>
    public static HistogramValue Of(HistogramValue one, HistogramValue other)
    {
        var bounds = Unite(one.Bounds, other.Bounds);
        var counts = new long[bounds.Length + 1];
        Count(one, bounds, counts);
        Count(other, bounds, counts);
        return new HistogramValue(Add(one.Count, other.Count), one.Sum + other.Sum, bounds, [.. counts]);
    }

    private static ImmutableArray<double> Unite(ImmutableArray<double> one, ImmutableArray<double> other)
    {
        if (one.AsSpan().SequenceEqual(other.AsSpan()))
        {
            return one;
        }
        ImmutableArray<double> all = [.. one.Concat(other).Distinct().Order()];
        while (all.Length > MostBounds)
        {
            // Every second, and the last, above which there is nothing to tell values by.
            var last = all.Length - 1;
            all = [.. all.Where((_, index) => index % 2 == 1 || index == last)];
        }
        return all;
    }

    private static void Count(HistogramValue histogram, ImmutableArray<double> bounds, long[] counts)
    {
        var place = 0;
        for (var bucket = 0; bucket < histogram.Bounds.Length; bucket++)
        {
            while (bounds[place] < histogram.Bounds[bucket])
            {
                place++;
            }
            counts[place] = Add(counts[place], histogram.Counts[bucket]);
        }
        counts[^1] = Add(counts[^1], histogram.Counts[^1]);
    }

    private static long Add(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;
}
