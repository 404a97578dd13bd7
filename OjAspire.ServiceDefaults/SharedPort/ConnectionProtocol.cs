namespace OjAspire.ServiceDefaults.SharedPort;

/// <summary>What a connection to a shared port begins with, and so which part of Kestrel takes it.</summary>
internal enum ConnectionProtocol
{
    /// <summary>HTTP/1.1 in clear text.</summary>
    Http1,

    /// <summary>HTTP/2 in clear text, with prior knowledge.</summary>
    Http2,

    /// <summary>TLS; which HTTP is inside, ALPN says.</summary>
    Tls,
}
