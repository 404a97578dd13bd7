using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address at which an endpoint listens.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="address">Host name.</param>
/// <param name="port">Port number.</param>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; } = endpoint;

    /// <summary>Host name.</summary>
    public string Address { get; } = address;

    /// <summary>Port number.</summary>
    public int Port { get; } = port;

    /// <summary>The whole address, as in <c>http://localhost:3001</c>.</summary>
    public string UriString => string.Create(CultureInfo.InvariantCulture, $"{Endpoint.UriScheme}://{Address}:{Port}");
}
