using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource: one shared address in front, one port of its own for each replica behind it.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <summary>Creates an endpoint.</summary>
    /// <param name="protocol">Always TCP here.</param>
    /// <param name="uriScheme"><c>http</c>.</param>
    /// <param name="name">Name within the resource; the scheme when not given.</param>
    /// <param name="port">Shared port. <see langword="null"/> takes a free one.</param>
    /// <param name="targetPort">Port of the one replica. <see langword="null"/> takes a free one for each.</param>
    /// <param name="isProxied"><see langword="false"/> asks for an endpoint without a proxy, which this engine does not offer.</param>
    internal EndpointAnnotation(
        ProtocolType protocol, string? uriScheme = null, string? name = null, int? port = null, int? targetPort = null, bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? "tcp";
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsProxied = isProxied ?? true;
    }

    /// <summary>Always TCP here.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>Scheme of its addresses.</summary>
    public string UriScheme { get; set; }

    /// <summary>Name within the resource.</summary>
    public string Name { get; set; }

    /// <summary>Shared port. <see langword="null"/> takes a free one.</summary>
    public int? Port { get; set; }

    /// <summary>Port of the one replica. <see langword="null"/> takes a free one for each.</summary>
    public int? TargetPort { get; set; }

    /// <summary>Whether a proxy stands before the replicas.</summary>
    public bool IsProxied { get; set; }

    /// <summary>Whether it is to be reached from outside when deployed. Without effect while running.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Its shared address, once it is listening.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>Variable that tells a replica its port. Such an endpoint stays out of <c>ASPNETCORE_URLS</c>.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }
}
