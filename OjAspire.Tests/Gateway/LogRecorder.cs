using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OjAspire.Tests.Gateway;

/// <summary>Keeps what was logged, so that a test can look for an event and for errors that nobody expected.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<LogRecord> _records = new();

    public IReadOnlyList<LogRecord> Records => [.. _records];

    public ILogger CreateLogger(string categoryName) => new Recorder(this);

    public void Dispose()
    {
    }

    internal sealed record LogRecord(LogLevel Level, string? Event, string Message, Exception? Exception);

    private sealed class Recorder(LogRecorder owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner._records.Enqueue(new LogRecord(logLevel, eventId.Name, formatter(state, exception), exception));
    }
}
