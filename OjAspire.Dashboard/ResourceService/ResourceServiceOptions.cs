namespace OjAspire.Dashboard.ResourceService;

/// <summary>Where the app host's resource service is and how to call it; the names are those of Aspire's dashboard.</summary>
internal sealed class ResourceServiceOptions
{
    /// <summary>Section that <see cref="AuthMode"/> and <see cref="ApiKey"/> are bound from.</summary>
    public const string Section = "Dashboard:ResourceServiceClient";

    /// <summary>Key of <see cref="EndpointUrl"/>.</summary>
    public const string EndpointUrlKey = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";

    /// <summary>Key of <see cref="EndpointUrl"/> in earlier versions, read when the present one has no value.</summary>
    public const string LegacyEndpointUrlKey = "DOTNET_RESOURCE_SERVICE_ENDPOINT_URL";

    /// <summary>
    /// Absolute http or https address, from <see cref="EndpointUrlKey"/>. Default: none, and then the dashboard runs standalone and
    /// shows no resources.
    /// </summary>
    public string? EndpointUrl { get; set; }

    /// <summary>No default: required as soon as there is an <see cref="EndpointUrl"/>.</summary>
    public ResourceServiceAuthMode? AuthMode { get; set; }

    /// <summary>Key to send, not empty. Required by <see cref="ResourceServiceAuthMode.ApiKey"/>. Default: none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Whether there is an app host to talk to.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(EndpointUrl);
}
