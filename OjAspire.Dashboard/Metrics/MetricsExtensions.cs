namespace OjAspire.Dashboard.Metrics;

/// <summary>Composes the metrics page.</summary>
internal static class MetricsExtensions
{
    /// <summary>Adds what the metrics page needs.</summary>
    public static WebApplicationBuilder AddMetricsPage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MetricReader>();
        return builder;
    }
}
