namespace OjApi.Callbacks;

/// <summary>
/// How long to wait after a try that failed: four times as long each time, drawn anew so that receivers are not called in step.
/// </summary>
internal static class Backoff
{
    private const double Factor = 4;

    /// <summary>The pause after a number of tries.</summary>
    /// <param name="tries">Tries so far, at least 1.</param>
    /// <param name="asked">What the receiver asks for; it may lengthen the pause, up to the longest.</param>
    /// <param name="random">At least 0 and less than 1.</param>
    public static TimeSpan After(int tries, TimeSpan? asked, CallbackOptions options, double random)
    {
        var whole = Math.Min(options.LongestPause.TotalSeconds, options.FirstPause.TotalSeconds * Math.Pow(Factor, tries - 1));
        var drawn = whole * (1 + random) / 2;
        return TimeSpan.FromSeconds(Math.Max(drawn, Math.Min(asked?.TotalSeconds ?? 0, options.LongestPause.TotalSeconds)));
    }
}
