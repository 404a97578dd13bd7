using System.Globalization;

namespace OjAspire.Dashboard.Telemetry.Display;

/// <summary>Durations as people write them: three digits and a unit.</summary>
internal static class Durations
{
    /// <summary>For example <c>850 µs</c>, <c>12.3 ms</c>, <c>4.56 s</c>, <c>2 min 5 s</c>, <c>3 h 12 min</c>.</summary>
    public static string Short(TimeSpan duration)
    {
        var seconds = duration.TotalSeconds;
        return Math.Abs(seconds) switch
        {
            0 => "0 s",
            < 0.000_999_5 => $"{ThreeDigits(seconds * 1e6)} µs",
            < 0.999_5 => $"{ThreeDigits(seconds * 1e3)} ms",
            < 60 => $"{ThreeDigits(seconds)} s",
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalHours} h {duration.Minutes} min"),
        };
    }

    private static string ThreeDigits(double value) => Math.Abs(value) switch
    {
        < 9.995 => value.ToString("0.##", CultureInfo.InvariantCulture),
        < 99.95 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0", CultureInfo.InvariantCulture),
    };
}
