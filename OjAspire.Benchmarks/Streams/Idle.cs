namespace OjAspire.Benchmarks.Streams;

/// <summary>What a process does while nothing happens.</summary>
internal static class Idle
{
    /// <returns>The share of one core, and messages a second; no numbers when there is no time to measure.</returns>
    public static async Task<(double Processor, double Messages)> MeasureAsync(SubjectProcess subject, Func<long> messages, TimeSpan time)
    {
        if (time == TimeSpan.Zero)
        {
            return (double.NaN, double.NaN);
        }

        var (processor, sent) = (subject.ProcessorTime, messages());
        await Task.Delay(time, TimeProvider.System);
        return ((subject.ProcessorTime - processor) / time, (messages() - sent) / time.TotalSeconds);
    }
}
