namespace OjAspire.ServiceDefaults.Tls;

/// <summary>The PEM files of one end of a TLS connection, as configured; an empty path means that there is no such file.</summary>
public sealed record TlsFiles
{
    /// <summary>Configuration key of <see cref="Certificate"/>; <c>Oj__Tls__Certificate</c> in the environment.</summary>
    public const string CertificateKey = "Oj:Tls:Certificate";

    /// <summary>Configuration key of <see cref="Key"/>; <c>Oj__Tls__Key</c> in the environment.</summary>
    public const string KeyKey = "Oj:Tls:Key";

    /// <summary>Path of this end's own certificate, followed by the intermediate ones up to the CA, if there are any.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>Path of the private key of <see cref="Certificate"/>, not encrypted.</summary>
    public string Key { get; init; } = "";

    /// <summary>Path of the certificates of the CAs that the other end's certificate must come from.</summary>
    public string Authorities { get; init; } = "";

    /// <summary>Configuration key of <see cref="Authorities"/>, which is named after what it means at either end.</summary>
    public required string AuthoritiesKey { get; init; }

    /// <summary>Whether this end tells the other, during the handshake, which CAs it takes certificates of. Servers do.</summary>
    public bool AnnouncesAuthorities { get; init; }
}
