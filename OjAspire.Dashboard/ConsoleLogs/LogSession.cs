namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>One reader's look at one log or at several merged. For one thread at a time.</summary>
internal sealed class LogSession(ConsoleLogReader reader, int capacity) : IAsyncDisposable
{
    private readonly Dictionary<string, LogReading> _readings = new(StringComparer.Ordinal);

    /// <summary>What has been read.</summary>
    public LogBuffer Buffer { get; } = new(capacity);

    /// <summary>Reads these sources from now on, and no others; the lines of those that are gone stay.</summary>
    public async Task FollowAsync(IReadOnlyCollection<string> sources)
    {
        var gone = _readings.Keys.Except(sources, StringComparer.Ordinal).ToArray();
        foreach (var source in sources.Where(source => !_readings.ContainsKey(source)))
        {
            _readings.Add(source, new LogReading(source, reader, Buffer));
        }
        foreach (var source in gone)
        {
            if (_readings.Remove(source, out var reading))
            {
                await reading.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync() => await FollowAsync([]);
}
