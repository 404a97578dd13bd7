namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>The reading of one source: owns the task, ends it and waits for its end.</summary>
internal sealed class LogReading : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _reading;

    public LogReading(string source, ConsoleLogReader reader, LogBuffer buffer) =>
        _reading = reader.ReadAsync(source, buffer, _leaving.Token);

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _leaving.Dispose();
    }
}
