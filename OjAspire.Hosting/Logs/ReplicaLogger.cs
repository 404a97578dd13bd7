using Microsoft.Extensions.Logging;

namespace OjAspire.Hosting.Logs;

/// <summary>Writes what the application host itself has to say of a resource into the resource's log, line by line.</summary>
internal sealed class ReplicaLogger(ReplicaLog log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = exception is null ? formatter(state, exception) : $"{formatter(state, exception)}{Environment.NewLine}{exception}";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            log.Append(line, isError: logLevel >= LogLevel.Error);
        }
    }
}
