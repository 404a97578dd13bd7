using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OjAspire.ServiceDefaults.Tls;

/// <summary>Certificates ready for handshakes: what the files of <see cref="TlsFiles"/> held at one moment. Never changes.</summary>
public sealed class TlsMaterial
{
    private readonly X509Certificate2Collection? _authorities;

    private TlsMaterial(SslStreamCertificateContext? identity, X509Certificate2Collection? authorities)
    {
        Identity = identity;
        _authorities = authorities;
    }

    /// <summary>This end's own certificate with its key and the intermediate ones; <see langword="null"/> without one.</summary>
    public SslStreamCertificateContext? Identity { get; }

    /// <summary>Whether the other end's certificate must come from CAs of our own choice.</summary>
    public bool HasAuthorities => _authorities is not null;

    /// <summary>
    /// How the other end's certificate is checked: against the configured CAs alone or, without any, against those that
    /// the system trusts. Nothing is downloaded. What the certificate is for is checked by <see cref="SslStream"/>.
    /// </summary>
    /// <param name="now">The time at which it must be valid.</param>
    public X509ChainPolicy PeerPolicy(DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
            VerificationTimeIgnored = false,
        };
        if (_authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(_authorities);
        }

        return policy;
    }

    /// <summary>Reads the files; every fault is added to <paramref name="failures"/>, by its configuration key.</summary>
    /// <returns>The material; <see langword="null"/> when there was a fault.</returns>
    public static TlsMaterial? Read(TlsFiles files, ICollection<string> failures)
    {
        var faults = new List<string>();
        var material = Parse(files, PemTexts.Read(files, faults), faults);
        faults.ForEach(failures.Add);
        return material;
    }

    /// <summary>Makes the material; what could not be read is passed over, having been named among the failures already.</summary>
    internal static TlsMaterial? Parse(TlsFiles files, PemTexts texts, ICollection<string> failures)
    {
        var authorities = texts.Authorities is null ? null : Certificates(files.AuthoritiesKey, files.Authorities, texts.Authorities, failures);
        var trust = authorities is { Count: > 0 } && files.AnnouncesAuthorities
            ? SslCertificateTrust.CreateForX509Collection(authorities, sendTrustInHandshake: true)
            : null;
        var identity = texts is { Certificate: { } own, Key: { } key } ? ReadIdentity(files, own, key, trust, failures) : null;
        return failures.Count == 0 ? new TlsMaterial(identity, authorities) : null;
    }

    private static SslStreamCertificateContext? ReadIdentity(
        TlsFiles files, string certificate, string key, SslCertificateTrust? trust, ICollection<string> failures)
    {
        var chain = Certificates(TlsFiles.CertificateKey, files.Certificate, certificate, failures);
        if (chain.Count == 0)
        {
            return null;
        }

        try
        {
            var own = X509Certificate2.CreateFromPem(certificate, key);
            // Offline: whatever a certificate says about where its issuer is found, a start must not wait for the network.
            return SslStreamCertificateContext.Create(own, [.. chain.Skip(1)], offline: true, trust);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            failures.Add($"{TlsFiles.KeyKey}: '{files.Key}' holds no private key that fits the certificate in '{files.Certificate}'; "
                + "it must be that certificate's key, in PEM and not encrypted.");
            return null;
        }
    }

    private static X509Certificate2Collection Certificates(string key, string path, string text, ICollection<string> failures)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            // As good as none: said below.
        }

        if (certificates.Count == 0)
        {
            failures.Add($"{key}: '{path}' holds no certificate; it must be PEM, beginning with -----BEGIN CERTIFICATE-----.");
        }

        return certificates;
    }
}
