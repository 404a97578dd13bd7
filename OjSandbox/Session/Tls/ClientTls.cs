using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using OjAspire.ServiceDefaults.Tls;
using OjSandbox.Discovery;

namespace OjSandbox.Session.Tls;

/// <summary>TLS to a replica: dialled at its own address, known by the name of the Service.</summary>
internal sealed class ClientTls(TlsStore store, IOptions<TlsOptions> options, TimeProvider time)
{
    /// <summary>Makes a connection one through TLS, with the certificates that are the newest now.</summary>
    /// <param name="serverName">The host that discovery was asked for.</param>
    /// <returns>The address to call: the name that the server's certificate must carry, in place of the pod's address.</returns>
    /// <exception cref="AuthenticationException">The certificate files could not be used even once.</exception>
    public Uri Apply(SocketsHttpHandler handler, SchedulerEndpoint endpoint, string serverName)
    {
        var name = options.Value.ServerName is { Length: > 0 } configured ? configured : serverName;
        var material = store.Current;
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = material.Identity,
            CertificateChainPolicy = material.PeerPolicy(time.GetUtcNow()),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Check(certificate, chain, errors, name),
        };
        handler.ConnectCallback = (_, cancellationToken) => DialAsync(endpoint, cancellationToken);
        return new UriBuilder(Uri.UriSchemeHttps, name, endpoint.Address.Port).Uri;
    }

    // Thrown rather than returned: a plain no reads "RemoteCertificateChainErrors", which tells an operator nothing.
    private static bool Check(X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors, string name) =>
        shown is not X509Certificate2 certificate
            ? throw new AuthenticationException("the server showed no certificate")
            : CertificateFault.Describe(certificate, chain, errors, $"{TlsOptions.CaKey} (without it: those the system trusts)", "serverAuth") is { } fault
            ? throw new AuthenticationException($"the server's certificate {certificate.Subject} {fault}; it is expected to be for '{name}' "
                + $"({TlsOptions.ServerNameKey}, else the host in {DiscoveryOptions.SchedulerAddressKey})")
            : true;

    private static async ValueTask<Stream> DialAsync(SchedulerEndpoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint.Address.DnsSafeHost, endpoint.Address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
