namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>Composes the console logs page.</summary>
internal static class ConsoleLogsExtensions
{
    /// <summary>Adds what the console logs page needs.</summary>
    public static WebApplicationBuilder AddConsoleLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ConsoleLogOptions>()
            .BindConfiguration(ConsoleLogOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ConsoleLogReader>();
        return builder;
    }
}
