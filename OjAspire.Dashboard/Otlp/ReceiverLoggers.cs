using Microsoft.Extensions.Logging.Abstractions;

namespace OjAspire.Dashboard.Otlp;

/// <summary>The program's loggers for the receiver's server, except that it does not announce addresses as if they were the
/// program's.</summary>
internal sealed class ReceiverLoggers(ILoggerFactory program) : ILoggerFactory
{
    private const string Announcements = "Microsoft.Hosting.Lifetime";

    public ILogger CreateLogger(string categoryName) =>
        categoryName == Announcements ? NullLogger.Instance : program.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => program.AddProvider(provider);

    public void Dispose()
    {
        // They belong to the program.
    }
}
