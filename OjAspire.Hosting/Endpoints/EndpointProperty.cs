namespace Aspire.Hosting.ApplicationModel;

/// <summary>What can be asked of an endpoint.</summary>
public enum EndpointProperty
{
    /// <summary>The whole address.</summary>
    Url,

    /// <summary>The host.</summary>
    Host,

    /// <summary>The host as an IPv4 address.</summary>
    IPV4Host,

    /// <summary>The shared port.</summary>
    Port,

    /// <summary>The scheme.</summary>
    Scheme,

    /// <summary>The port that a process listens on.</summary>
    TargetPort,

    /// <summary>Host and shared port.</summary>
    HostAndPort,

    /// <summary>Whether the endpoint speaks TLS; <c>True</c> or <c>False</c>.</summary>
    TlsEnabled,
}
