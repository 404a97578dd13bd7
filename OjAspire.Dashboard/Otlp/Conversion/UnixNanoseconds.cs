namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Times as OTLP writes them: nanoseconds since 1970 in UTC, 0 for none.</summary>
internal static class UnixNanoseconds
{
    private const ulong NanosecondsPerTick = 100;

    /// <summary>The time, or the other one for none. Every number is a time: the largest is in the year 2554.</summary>
    public static DateTimeOffset ToTime(ulong nanoseconds, DateTimeOffset ifNone) =>
        nanoseconds == 0 ? ifNone : DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / NanosecondsPerTick));
}
