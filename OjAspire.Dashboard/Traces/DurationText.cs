using System.Globalization;

namespace OjAspire.Dashboard.Traces;

/// <summary>Durations as people type them and as they stand in an address.</summary>
internal static class DurationText
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private static readonly (string Unit, double Seconds)[] Units =
        [("µs", 1e-6), ("us", 1e-6), ("ms", 1e-3), ("min", 60), ("s", 1), ("m", 60), ("h", 3600), ("", 1e-3)];

    /// <summary>Reads <c>250</c> (milliseconds), <c>250ms</c>, <c>1.5 s</c>, <c>2 min</c>; empty is zero.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = (text ?? "").Trim();
        if (rest.Length == 0)
        {
            return true;
        }
        var (unit, seconds) = Array.Find(Units, one => rest.EndsWith(one.Unit, StringComparison.OrdinalIgnoreCase));
        if (!double.TryParse(rest[..^unit.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value)
            || !(value * seconds <= Longest.TotalSeconds))
        {
            return false;
        }
        duration = TimeSpan.FromTicks((long)Math.Round(value * seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
