namespace OjAspire.Dashboard.Otlp;

/// <summary>Where telemetry is received and who may send it; the names are those of Aspire's dashboard.</summary>
internal sealed class OtlpOptions
{
    /// <summary>Section these are bound from.</summary>
    public const string Section = "Dashboard:Otlp";

    /// <summary>Key of <see cref="GrpcEndpointUrl"/>, before that of the section.</summary>
    public const string GrpcUrlKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";

    /// <summary>The name of <see cref="GrpcUrlKey"/> in earlier versions.</summary>
    public const string LegacyGrpcUrlKey = "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL";

    /// <summary>Key of <see cref="HttpEndpointUrl"/>, before that of the section.</summary>
    public const string HttpUrlKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    /// <summary>The name of <see cref="HttpUrlKey"/> in earlier versions.</summary>
    public const string LegacyHttpUrlKey = "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    /// <summary>Where gRPC is received when neither address is set.</summary>
    public const string DefaultGrpcUrl = "http://localhost:18889";

    /// <summary>Where HTTP is received when neither address is set.</summary>
    public const string DefaultHttpUrl = "http://localhost:18890";

    /// <summary>Shortest key, in characters.</summary>
    public const int ShortestKey = 8;

    /// <summary>Smallest <see cref="MaxRequestSize"/>.</summary>
    public const int SmallestMaxRequestSize = 1_024;

    /// <summary>Largest <see cref="MaxRequestSize"/>.</summary>
    public const int LargestMaxRequestSize = 256 * 1_024 * 1_024;

    /// <summary>Largest <see cref="MaxConcurrentRequests"/>.</summary>
    public const int LargestMaxConcurrentRequests = 1_000;

    /// <summary>Absolute http or https address; port 0 takes a free one. Default: <see cref="DefaultGrpcUrl"/>, or off when only the other
    /// is set.</summary>
    public string? GrpcEndpointUrl { get; set; }

    /// <summary>Absolute http or https address; port 0 takes a free one. Default: <see cref="DefaultHttpUrl"/>, or off when only the other
    /// is set.</summary>
    public string? HttpEndpointUrl { get; set; }

    /// <summary>Default: <see cref="OtlpAuthMode.ApiKey"/>.</summary>
    public OtlpAuthMode? AuthMode { get; set; }

    /// <summary>What a sender must know, 8 characters or more. Default: a new random one at each start, logged.</summary>
    public string? PrimaryApiKey { get; set; }

    /// <summary>Another key that opens as well, while keys are changed. Default: none.</summary>
    public string? SecondaryApiKey { get; set; }

    /// <summary>Which pages in browsers may send.</summary>
    public OtlpCorsOptions Cors { get; set; } = new();

    /// <summary>Largest request in bytes, before and after decompression. Default 16 MiB; 1 KiB to 256 MiB.</summary>
    public int MaxRequestSize { get; set; } = 16 * 1_024 * 1_024;

    /// <summary>
    /// Requests that are read and taken at once; others wait 5 s for their turn and are then told to come again. Together they may need
    /// some ten times
    /// <see cref="MaxRequestSize"/> each. Default 4; 1 to 1,000.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 4;

    /// <summary>Whether the key was made here, and so has to be told.</summary>
    public bool HasGeneratedKey { get; set; }
}
