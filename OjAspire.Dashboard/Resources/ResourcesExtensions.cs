namespace OjAspire.Dashboard.Resources;

/// <summary>Composes the resources page.</summary>
internal static class ResourcesExtensions
{
    /// <summary>Adds what the resources page needs for each of its readers.</summary>
    public static WebApplicationBuilder AddResourcesPage(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CommandRunner>();
        return builder;
    }
}
