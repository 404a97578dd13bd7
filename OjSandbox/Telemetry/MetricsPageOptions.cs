namespace OjSandbox.Telemetry;

/// <summary>The sandbox's own page of metrics, as written in the configuration. A sandbox opens no port unless told to here.</summary>
internal sealed class MetricsPageOptions
{
    /// <summary>Key of <see cref="Port"/>.</summary>
    public const string PortKey = "METRICS_PORT";

    /// <summary>Key of <see cref="Host"/>.</summary>
    public const string HostKey = "METRICS_HOST";

    /// <summary>Port of the page, 1 to 65535; 0 takes a free one. Default: none, there is no page.</summary>
    public string? Port { get; set; }

    /// <summary>IP address that the page listens on; <c>*</c> for every one. Default 127.0.0.1, which only this machine, or this pod, can reach.</summary>
    public string? Host { get; set; }
}
