using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OjAspire.Tests.Tls;

/// <summary>A CA of a test, which issues real certificates.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _certificate;
    private readonly string _chainPem;

    private TestAuthority(X509Certificate2 certificate, string chainPem) => (_certificate, _chainPem) = (certificate, chainPem);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>What others need to trust it.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    public X509Certificate2 Certificate => _certificate;

    /// <summary>A root of its own.</summary>
    public static TestAuthority Create(string name = "CN=test root")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(AuthorityRequest(name, key).CreateSelfSigned(Now.AddDays(-2), Now.AddDays(2)), "");
    }

    /// <summary>A CA under this one; what it issues comes with its certificate.</summary>
    public TestAuthority CreateIntermediate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = AuthorityRequest("CN=test intermediate", key).Create(_certificate, Now.AddDays(-2), Now.AddDays(2), Serial());
        return new TestAuthority(certificate.CopyWithPrivateKey(key), certificate.ExportCertificatePem() + "\n");
    }

    /// <summary>A certificate for a server, by its name.</summary>
    /// <param name="age">How long ago its validity began; it lasts a day.</param>
    public IssuedCertificate ForServer(string name, TimeSpan age = default) => Issue("CN=replica", ServerAuth, name, age);

    /// <summary>A certificate for a sandbox.</summary>
    /// <param name="usage">The only extended key usage.</param>
    /// <param name="age">How long ago its validity began; it lasts a day.</param>
    public IssuedCertificate ForSandbox(string usage = ClientAuth, TimeSpan age = default) => Issue("CN=sandbox", usage, "sandbox", age);

    public void Dispose() => _certificate.Dispose();

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request;
    }

    private static byte[] Serial() => RandomNumberGenerator.GetBytes(8);

    private IssuedCertificate Issue(string subject, string usage, string name, TimeSpan age)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        var from = Now - age - TimeSpan.FromMinutes(1);
        using var certificate = request.Create(_certificate, from, from.AddDays(1), Serial());
        return new IssuedCertificate($"{certificate.ExportCertificatePem()}\n{_chainPem}", key.ExportPkcs8PrivateKeyPem(), certificate.SerialNumber);
    }
}
