using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OjAspire.ServiceDefaults.SharedPort;

/// <summary>HTTP/1.1 and HTTP/2 (so also gRPC) together on one port, in clear text and, where it is configured, through TLS.</summary>
public static class SharedPortExtensions
{
    /// <summary>
    /// Listens on the given addresses for HTTP/1.1, for HTTP/2 with prior knowledge (RFC 9113 section 3.3) and, when told
    /// to, for TLS. Kestrel itself serves both versions on one port only behind TLS, and nothing else beside TLS; here the
    /// first bytes of a connection decide. Takes the place of every other way to tell Kestrel its addresses.
    /// </summary>
    /// <param name="webHost">The web host being composed.</param>
    /// <param name="urls">
    /// <c>http://host:port</c> each, where host is an IP address, <c>localhost</c> (both loopback addresses) or <c>*</c>
    /// (every address). Port 0 takes a free one; <c>localhost:0</c> then means 127.0.0.1 alone.
    /// </param>
    /// <param name="useTls">
    /// Adds TLS to the part of the port that takes it, as <c>UseHttps</c> does. <see langword="null"/> means that the port
    /// takes none.
    /// </param>
    /// <exception cref="FormatException">One of them is not such an address.</exception>
    public static IWebHostBuilder UseSharedPort(this IWebHostBuilder webHost, IEnumerable<string> urls, Action<ListenOptions>? useTls = null)
    {
        var listeners = urls.SelectMany(SharedPortAddress.Parse).Select(endPoint => new SharedListener(endPoint, useTls is not null)).ToArray();
        webHost.UseSetting(WebHostDefaults.ServerUrlsKey, null);
        webHost.UseSetting(WebHostDefaults.HttpPortsKey, null);
        webHost.ConfigureServices(services => services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConnectionListenerFactory, SharedPortListenerFactory>()));
        return webHost.ConfigureKestrel(kestrel =>
        {
            foreach (var listener in listeners)
            {
                kestrel.Listen(new SharedPortEndPoint(listener, ConnectionProtocol.Http1), options => options.Protocols = HttpProtocols.Http1);
                kestrel.Listen(new SharedPortEndPoint(listener, ConnectionProtocol.Http2), options => options.Protocols = HttpProtocols.Http2);
                if (useTls is not null)
                {
                    kestrel.Listen(new SharedPortEndPoint(listener, ConnectionProtocol.Tls), useTls);
                }
            }
        });
    }
}
