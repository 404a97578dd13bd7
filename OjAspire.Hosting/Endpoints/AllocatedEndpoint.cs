using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address at which an endpoint listens.</summary>
public class AllocatedEndpoint
{
    internal AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
    {
        Endpoint = endpoint;
        Address = address;
        Port = port;
    }

    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>Host name.</summary>
    public string Address { get; }

    /// <summary>Port number.</summary>
    public int Port { get; }

    /// <summary>The whole address, as in <c>http://localhost:3001</c>.</summary>
    public string UriString => string.Create(CultureInfo.InvariantCulture, $"{Endpoint.UriScheme}://{Address}:{Port}");
}
