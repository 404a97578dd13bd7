using System.Globalization;

namespace OjSandbox.Configuration;

/// <summary>How a duration is written in configuration: seconds (<c>30</c>, <c>0.5</c>) or <c>hh:mm:ss</c>.</summary>
internal static class DurationText
{
    /// <summary>Reads a duration and checks its range.</summary>
    /// <param name="key">The configuration key, named in the failure.</param>
    /// <param name="text">What was written; <see langword="null"/> or blank means the default.</param>
    /// <param name="failures">Where an unreadable or out-of-range value is told.</param>
    /// <returns>The duration, or the default when the text is absent or refused.</returns>
    public static TimeSpan Read(string key, string? text, TimeSpan byDefault, TimeSpan least, TimeSpan most, ICollection<string> failures)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return byDefault;
        }

        if (TryParse(text, out var value) && value >= least && value <= most)
        {
            return value;
        }

        failures.Add($"{key}: '{text}' is not a duration from {least} to {most}; write seconds (30) or hh:mm:ss (00:00:30).");
        return byDefault;
    }

    private static bool TryParse(string text, out TimeSpan value)
    {
        // TimeSpan would read a bare "30" as thirty days.
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds))
        {
            value = seconds <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
            return true;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }
}
