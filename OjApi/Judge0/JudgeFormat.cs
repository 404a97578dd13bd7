using System.Globalization;

namespace OjApi.Judge0;

/// <summary>How numbers and times are written.</summary>
internal static class JudgeFormat
{
    /// <summary>A decimal with at least one place behind the point, and no needless zero: "5.0", "0.001".</summary>
    public static string Decimal(decimal value) => value.ToString("0.0##########", CultureInfo.InvariantCulture);

    /// <summary>Seconds as a decimal, to the millisecond.</summary>
    public static string Seconds(TimeSpan value) => Decimal(Math.Round((decimal)value.Ticks / TimeSpan.TicksPerSecond, 3));

    /// <summary>ISO 8601 in UTC with milliseconds.</summary>
    public static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
