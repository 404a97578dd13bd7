using System.Globalization;

namespace OjAspire.Dashboard.Metrics.Dimensions;

/// <summary>The order in which values of a dimension are listed: numbers first, by size (80, 443, 3001), then texts.</summary>
internal sealed class ValueOrder : IComparer<string>
{
    public static ValueOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => (Number(x), Number(y)) switch
    {
        ({ } a, { } b) when a != b => a.CompareTo(b),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.CompareOrdinal(x, y),
    };

    private static double? Number(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
