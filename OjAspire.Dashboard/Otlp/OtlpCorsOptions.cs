namespace OjAspire.Dashboard.Otlp;

/// <summary>Which pages in browsers may send telemetry; section <c>Dashboard:Otlp:Cors</c>.</summary>
internal sealed class OtlpCorsOptions
{
    /// <summary>Origins, separated by commas; <c>*</c> for any. Default: none.</summary>
    public string? AllowedOrigins { get; set; }

    /// <summary>Headers they may send beside the content type and the key, separated by commas; <c>*</c> for any. Default: none.</summary>
    public string? AllowedHeaders { get; set; }
}
