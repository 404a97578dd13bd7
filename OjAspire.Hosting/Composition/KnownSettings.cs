namespace OjAspire.Hosting.Composition;

/// <summary>Configuration keys and metadata names, all of them Aspire's.</summary>
internal static class KnownSettings
{
    public const string Operation = "AppHost:Operation";
    public const string Publisher = "Publishing:Publisher";
    public const string OutputPath = "Pipeline:OutputPath";
    public const string Step = "Pipeline:Step";
    public const string AppHostDirectory = "AppHost:Directory";
    public const string BrowserToken = "AppHost:BrowserToken";
    public const string RandomizePorts = "DcpPublisher:RandomizePorts";
    public const string Urls = "ASPNETCORE_URLS";
    public const string DashboardBrowserToken = "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN";
    public const string DashboardOtlpEndpoint = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    public const string LegacyDashboardOtlpEndpoint = "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL";
    public const string DashboardOtlpHttpEndpoint = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    public const string LegacyDashboardOtlpHttpEndpoint = "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    public const string OtlpApiKey = "AppHost:OtlpApiKey";

    /// <summary>What a project's exporter sends along, which is the key: not to be shown.</summary>
    public const string ExporterHeaders = "OTEL_EXPORTER_OTLP_HEADERS";

    public const string ResourceServiceEndpoint = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";

    /// <summary>Assembly metadata: folder of the project that composes the application.</summary>
    public const string ProjectPathMetadata = "apphostprojectpath";

    /// <summary>Assembly metadata: built dashboard.</summary>
    public const string DashboardPathMetadata = "aspiredashboardpath";

    /// <summary>Assembly metadata of this engine: what a project is built to. The project's path follows.</summary>
    public const string ProjectOutputMetadata = "projectoutput:";
}
