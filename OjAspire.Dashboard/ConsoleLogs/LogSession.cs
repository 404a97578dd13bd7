namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>One reader's look at one log: owns the reading task, ends it and waits for its end.</summary>
internal sealed class LogSession : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _reading;

    public LogSession(string resourceId, ConsoleLogReader reader, int capacity)
    {
        ResourceId = resourceId;
        Buffer = new LogBuffer(capacity);
        _reading = reader.ReadAsync(resourceId, Buffer, _leaving.Token);
    }

    /// <summary>Whose log it is.</summary>
    public string ResourceId { get; }

    /// <summary>What has been read.</summary>
    public LogBuffer Buffer { get; }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _leaving.Dispose();
    }
}
