using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Tls;

/// <summary>A real API server that takes TLS and demands certificates of sandboxes, and real sandboxes that dial it by name.</summary>
internal sealed class TlsCluster : IAsyncDisposable
{
    public const string Address = "127.0.0.1";

    private readonly Dictionary<string, string> _replicaEnvironment;
    private int _secrets;

    private TlsCluster()
    {
        Server = Mount(Root.ForServer("localhost"), Root.Pem);
        _replicaEnvironment = new Dictionary<string, string>
        {
            ["Oj__Tls__Certificate"] = Server.Certificate,
            ["Oj__Tls__Key"] = Server.Key,
            ["Oj__Tls__ClientCa"] = Server.Authorities,
        };
    }

    public ProcessCluster Processes { get; } = ProcessCluster.Create();

    public TestAuthority Root { get; } = TestAuthority.Create();

    /// <summary>The replica's files; its certificate is for <c>localhost</c>, and not for the address that stands for.</summary>
    public MountedSecret Server { get; }

    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Processes.Port}");

    /// <summary>A cluster with certificates and nothing running in it yet.</summary>
    public static TlsCluster Create() => new();

    public Task<ChildProcess> StartReplicaAsync(params IEnumerable<(string Name, string Value)> more)
    {
        foreach (var (name, value) in more)
        {
            _replicaEnvironment[name] = value;
        }

        return Processes.StartReplicaAsync(Address, _replicaEnvironment);
    }

    public MountedSecret Mount(IssuedCertificate? certificate, string authorities) =>
        new(Path.Combine(Processes.DirectoryPath, $"secret-{_secrets++}"), certificate, authorities);

    /// <summary>Starts a sandbox that dials <c>https://localhost</c>, a name that is not the address it stands for.</summary>
    public ChildProcess StartSandbox(MountedSecret secret, params IEnumerable<(string Name, string Value)> more)
    {
        var environment = new Dictionary<string, string>
        {
            ["SCHEDULER_ADDRESS"] = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{Processes.Port}"),
            ["Oj__Tls__Ca"] = secret.Authorities,
            ["Oj__Tls__Certificate"] = secret.Certificate,
            ["Oj__Tls__Key"] = secret.Key,
        };
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return Processes.StartSandbox(slots: 2, [], environment);
    }

    /// <summary>A client as a browser is one: it trusts a CA and has no certificate. Each has a connection of its own.</summary>
    /// <param name="seen">Gets the certificate that the server shows.</param>
    public HttpClient Browser(TestAuthority trusted, string host = "localhost", Action<X509Certificate2>? seen = null) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted.Certificate }, RevocationMode = X509RevocationMode.NoCheck,
            },
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                seen?.Invoke((X509Certificate2)certificate!);
                return errors == SslPolicyErrors.None;
            },
        },
    })
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{host}:{Processes.Port}")),
    };

    public async ValueTask DisposeAsync()
    {
        await Processes.DisposeAsync();
        Root.Dispose();
    }
}
