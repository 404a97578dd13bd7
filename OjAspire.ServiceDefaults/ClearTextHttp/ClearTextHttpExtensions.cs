using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OjAspire.ServiceDefaults.ClearTextHttp;

/// <summary>HTTP/1.1 and HTTP/2 (so also gRPC) together on one clear-text port.</summary>
public static class ClearTextHttpExtensions
{
    /// <summary>
    /// Listens on the given addresses for HTTP/1.1 and for HTTP/2 with prior knowledge (RFC 9113 section 3.3). Kestrel
    /// itself serves both on one port only behind TLS; here the first bytes of a connection decide.
    /// Takes the place of every other way to tell Kestrel its addresses.
    /// </summary>
    /// <param name="webHost">The web host being composed.</param>
    /// <param name="urls">
    /// <c>http://host:port</c> each, where host is an IP address, <c>localhost</c> (both loopback addresses) or <c>*</c>
    /// (every address). Port 0 takes a free one; <c>localhost:0</c> then means 127.0.0.1 alone.
    /// </param>
    /// <exception cref="FormatException">One of them is not such an address.</exception>
    public static IWebHostBuilder UseClearTextHttp(this IWebHostBuilder webHost, params IEnumerable<string> urls)
    {
        var listeners = urls.SelectMany(ClearTextAddress.Parse).Select(endPoint => new SharedListener(endPoint)).ToArray();
        webHost.UseSetting(WebHostDefaults.ServerUrlsKey, null);
        webHost.UseSetting(WebHostDefaults.HttpPortsKey, null);
        webHost.ConfigureServices(services => services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConnectionListenerFactory, ClearTextListenerFactory>()));
        return webHost.ConfigureKestrel(kestrel =>
        {
            foreach (var listener in listeners)
            {
                kestrel.Listen(new ClearTextEndPoint(listener, isHttp2: false), options => options.Protocols = HttpProtocols.Http1);
                kestrel.Listen(new ClearTextEndPoint(listener, isHttp2: true), options => options.Protocols = HttpProtocols.Http2);
            }
        });
    }
}
