using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>How much room metrics take, in units of one plain point, which is about 128 bytes or 16 numbers.</summary>
internal static class MetricWeight
{
    private const int NumbersInUnit = 16;
    private const int NumbersInSeries = 4 * NumbersInUnit;
    private const int NumbersInExemplar = 2 * NumbersInUnit;
    private const int NumbersInAttribute = 8;
    private const int CharactersInNumber = 4;

    /// <summary>One for the point, and more for its buckets and exemplars.</summary>
    public static int Of(MetricPoint point)
    {
        var numbers = point.Histogram is { } histogram ? histogram.Bounds.Length + histogram.Counts.Length : 0;
        foreach (var exemplar in point.Exemplars)
        {
            numbers += NumbersInExemplar + NumbersIn(exemplar.Attributes);
        }
        return 1 + Units(numbers);
    }

    /// <summary>What a series takes beside its points.</summary>
    public static int Of(ImmutableArray<KeyValuePair<string, string>> attributes) => Units(NumbersInSeries + NumbersIn(attributes));

    private static int NumbersIn(ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        var numbers = 0;
        foreach (var (key, value) in attributes)
        {
            numbers += NumbersInAttribute + ((key.Length + value.Length) / CharactersInNumber);
        }
        return numbers;
    }

    private static int Units(int numbers) => (numbers + NumbersInUnit - 1) / NumbersInUnit;
}
