using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using OjAspire.ServiceDefaults.Tls;

namespace OjApi.Endpoints.Tls;

/// <summary>TLS as Kestrel does it, each connection with the certificates that are the newest when it is made.</summary>
internal sealed partial class ServerTls(TlsStore store, TimeProvider time, ILogger<ServerTls> logger)
{
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(10);

    /// <summary>Makes the part of the port that takes TLS do so, with HTTP/1.1 and HTTP/2 by ALPN.</summary>
    public static void Use(ListenOptions listen)
    {
        var tls = listen.ApplicationServices.GetRequiredService<ServerTls>();
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(next => connection => tls.WatchAsync(connection, next));
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = tls.ConfigureAsync });
        listen.Use(next => async connection =>
        {
            if (await tls.SpeaksAsync(connection))
            {
                await next(connection);
            }
        });
    }

    private ValueTask<SslServerAuthenticationOptions> ConfigureAsync(TlsHandshakeCallbackContext context)
    {
        var material = store.Current;
        var options = new SslServerAuthenticationOptions { ServerCertificateContext = material.Identity };
        if (material.HasAuthorities)
        {
            // Asked for, not insisted on: browsers have none. A bad one does not end the handshake either, because then the
            // sandbox would read of a broken connection; the gate of the streams refuses it in words.
            options.ClientCertificateRequired = true;
            options.CertificateChainPolicy = material.PeerPolicy(time.GetUtcNow());
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Note(context.Connection, certificate, chain, errors);
            // A resumed session would carry a certificate without the intermediate ones that it was shown with.
            options.AllowTlsResume = false;
        }

        return ValueTask.FromResult(options);
    }

    private static bool Note(ConnectionContext connection, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (shown is X509Certificate2 certificate)
        {
            var fault = CertificateFault.Describe(certificate, chain, errors, TlsOptions.ClientCaKey, "clientAuth");
            connection.Features.Set(new ClientCertificate(certificate.Subject, fault));
        }

        return true;
    }

    // A client that does not like the certificate may say so only after its half of the handshake, by hanging up. So a
    // handshake counts when something has come through it; HTTP clients of any version speak first.
    private async Task<bool> SpeaksAsync(ConnectionContext connection)
    {
        using var silence = new CancellationTokenSource(SilenceLimit, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            silence.Token, connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None);
        try
        {
            var read = await connection.Transport.Input.ReadAsync(ending.Token);
            connection.Transport.Input.AdvanceTo(read.Buffer.Start);
            if (read.Buffer.IsEmpty)
            {
                return false;
            }
        }
        catch (IOException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            // Nothing is wrong with a connection that a browser keeps in reserve, but nobody waits for it for ever either.
            connection.Features.Set(CompletedHandshake.Mark);
            return false;
        }

        connection.Features.Set(CompletedHandshake.Mark);
        return true;
    }

    private async Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        await next(connection);
        if (connection.Features.Get<CompletedHandshake>() is null)
        {
            var peer = connection.RemoteEndPoint?.ToString();
            Log.HandshakeFailed(logger, peer, store.Current.Identity?.TargetCertificate.Subject);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1031, EventName = "TlsHandshakeFailed", Level = LogLevel.Information,
            Message = "The TLS connection from {Peer} came to nothing; a sandbox says why in its own log: mostly it does not trust the CA "
                + "of the certificate {Subject}, or expects another name")]
        public static partial void HandshakeFailed(ILogger logger, string? peer, string? subject);
    }
}
