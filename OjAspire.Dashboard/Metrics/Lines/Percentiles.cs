namespace OjAspire.Dashboard.Metrics.Lines;

/// <summary>Percentiles from the counts of buckets, as far as buckets can tell them.</summary>
internal static class Percentiles
{
    /// <summary>
    /// The value below which a fraction of all values lies. Within a bucket values are taken to lie evenly; the first one begins at 0, or
    /// at its own bound if that is not above 0; of those in the last one, which has no upper bound, only its lower bound is known.
    /// </summary>
    /// <param name="bounds">Upper bounds, growing; the last bucket has none.</param>
    /// <param name="counts">One more than bounds; not necessarily whole.</param>
    /// <param name="fraction">0 to 1.</param>
    /// <returns>Not a number if there are no values, or no bounds.</returns>
    public static double At(ReadOnlySpan<double> bounds, ReadOnlySpan<double> counts, double fraction)
    {
        var total = 0.0;
        foreach (var count in counts)
        {
            total += count;
        }
        if (total <= 0 || bounds.IsEmpty)
        {
            return double.NaN;
        }
        var rank = fraction * total;
        var below = 0.0;
        for (var bucket = 0; bucket < bounds.Length; bucket++)
        {
            var count = counts[bucket];
            // The sum of shares may be less than the whole by a rounding.
            if (count > 0 && below + count >= rank - (total * 1e-9))
            {
                var upper = bounds[bucket];
                var lower = bucket > 0 ? bounds[bucket - 1] : Math.Min(0, upper);
                return lower + ((upper - lower) * Math.Clamp((rank - below) / count, 0, 1));
            }
            below += count;
        }
        return bounds[^1];
    }
}
