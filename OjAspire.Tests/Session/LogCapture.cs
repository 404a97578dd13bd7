using Microsoft.Extensions.Logging;

namespace OjAspire.Tests.Session;

/// <summary>Keeps what was logged, and lets a test wait for a line of it.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly List<LogLine> _lines = [];
    private readonly List<(Func<LogLine, bool> Wanted, TaskCompletionSource<LogLine> Seen)> _waiters = [];

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The first line that has been or will be logged with this event name.</summary>
    public Task<LogLine> WhenAsync(string eventName) => WhenAsync(line => line.EventName == eventName);

    public Task<LogLine> WhenAsync(Func<LogLine, bool> wanted)
    {
        lock (_gate)
        {
            if (_lines.FirstOrDefault(wanted) is { } line)
            {
                return Task.FromResult(line);
            }

            var seen = new TaskCompletionSource<LogLine>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((wanted, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private void Add(LogLine line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            foreach (var (_, seen) in _waiters.Where(waiter => waiter.Wanted(line)))
            {
                seen.TrySetResult(line);
            }
        }
    }

    internal sealed record LogLine(LogLevel Level, string? EventName, string Message);

    private sealed class Logger(LogCapture capture) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            capture.Add(new LogLine(logLevel, eventId.Name, formatter(state, exception)));
    }
}
