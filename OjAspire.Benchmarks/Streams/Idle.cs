namespace OjAspire.Benchmarks.Streams;

/// <summary>What a process does while nothing happens.</summary>
internal static class Idle
{
    /// <returns>The share of one core, and messages a second.</returns>
    public static async Task<(double Processor, double Messages)> MeasureAsync(SubjectProcess subject, Func<long> messages, TimeSpan time)
    {
        var (processor, sent) = (subject.ProcessorTime, messages());
        await Task.Delay(time, TimeProvider.System);
        return ((subject.ProcessorTime - processor) / time, (messages() - sent) / time.TotalSeconds);
    }
}
