namespace OjAspire.Dashboard.ResourceService;

/// <summary>How the dashboard proves to the app host that it may watch and command resources.</summary>
internal enum ResourceServiceAuthMode
{
    /// <summary>Not at all.</summary>
    Unsecured,

    /// <summary>By the metadata entry <c>x-resource-service-api-key</c>.</summary>
    ApiKey,
}
