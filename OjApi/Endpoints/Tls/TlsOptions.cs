using OjAspire.ServiceDefaults.Tls;

namespace OjApi.Endpoints.Tls;

/// <summary>TLS on the port of this server; configuration section <c>Oj:Tls</c>. Without a certificate there is none.</summary>
internal sealed class TlsOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Oj:Tls";

    /// <summary>Configuration key of <see cref="ClientCa"/>.</summary>
    public const string ClientCaKey = Section + ":" + nameof(ClientCa);

    /// <summary>Configuration key of <see cref="ClearText"/>.</summary>
    public const string ClearTextKey = Section + ":" + nameof(ClearText);

    /// <summary>
    /// Path of a PEM file with this server's certificate and, after it, the intermediate ones. Default: none, the port takes
    /// clear text only. It must carry the name that sandboxes dial, which is that of the headless Service.
    /// </summary>
    public string Certificate { get; set; } = "";

    /// <summary>Path of a PEM file with the private key of <see cref="Certificate"/>, not encrypted. Required with it.</summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// Path of a PEM file with the CAs that issue the certificates of sandboxes. With it no sandbox is let in without such a
    /// certificate; HTTP clients need none. Default: none, sandboxes need no certificate.
    /// </summary>
    public string ClientCa { get; set; } = "";

    /// <summary>
    /// <c>Allowed</c> or <c>Refused</c>: whether requests without TLS are answered. Default <c>Allowed</c>, because the probes
    /// of a kubelet and callers within a cluster usually come in clear text, and a listening port is no reason to cut them
    /// off. <see cref="ClientCa"/> refuses clear-text sandboxes either way.
    /// </summary>
    public string ClearText { get; set; } = nameof(ClearTextRule.Allowed);

    /// <summary>Whether sandboxes must show a certificate.</summary>
    public bool DemandsClientCertificates => ClientCa.Length > 0;

    /// <summary>Whether requests without TLS are turned away.</summary>
    public bool RefusesClearText => Enum.TryParse<ClearTextRule>(ClearText, ignoreCase: true, out var rule) && rule == ClearTextRule.Refused;

    /// <summary>The files that these options name.</summary>
    public TlsFiles Files => new()
    {
        Certificate = Certificate,
        Key = Key,
        Authorities = ClientCa,
        AuthoritiesKey = ClientCaKey,
        AnnouncesAuthorities = true,
    };
}
