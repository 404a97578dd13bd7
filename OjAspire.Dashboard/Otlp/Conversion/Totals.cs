namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Counts, which OTLP writes without a sign.</summary>
internal static class Totals
{
    /// <summary>The count, or the largest there is.</summary>
    public static long Clamp(ulong count) => (long)Math.Min(count, long.MaxValue);
}
