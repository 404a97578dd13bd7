using OjAspire.ServiceDefaults.Tls;

namespace OjSandbox.Session.Tls;

/// <summary>
/// TLS to the API servers; configuration section <c>Oj:Tls</c>. It is <c>https://</c> in <c>SCHEDULER_ADDRESS</c> that turns
/// it on; these options say whom to trust and who this sandbox is.
/// </summary>
internal sealed class TlsOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Oj:Tls";

    /// <summary>Configuration key of <see cref="Ca"/>.</summary>
    public const string CaKey = Section + ":" + nameof(Ca);

    /// <summary>Configuration key of <see cref="ServerName"/>.</summary>
    public const string ServerNameKey = Section + ":" + nameof(ServerName);

    /// <summary>Path of a PEM file with the CAs that API servers' certificates come from. Default: those that the system trusts.</summary>
    public string Ca { get; set; } = "";

    /// <summary>Path of a PEM file with this sandbox's certificate and, after it, the intermediate ones. Default: none is shown.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>Path of a PEM file with the private key of <see cref="Certificate"/>, not encrypted. Required with it.</summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// The name that an API server's certificate must carry. Default: the host in <c>SCHEDULER_ADDRESS</c>, because the
    /// addresses that are dialled belong to pods and are in no certificate.
    /// </summary>
    public string ServerName { get; set; } = "";

    /// <summary>The files that these options name.</summary>
    public TlsFiles Files => new() { Certificate = Certificate, Key = Key, Authorities = Ca, AuthoritiesKey = CaKey };
}
