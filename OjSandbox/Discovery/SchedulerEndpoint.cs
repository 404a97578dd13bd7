namespace OjSandbox.Discovery;

/// <summary>One API server replica's own address, never a load balancer's. Two are equal when their <see cref="Key"/> is.</summary>
internal sealed class SchedulerEndpoint : IEquatable<SchedulerEndpoint>
{
    /// <summary>An endpoint at an address; a path, query or user in it is ignored.</summary>
    /// <param name="serverName">Under which name it was found; without one its own host.</param>
    public SchedulerEndpoint(Uri address, string? serverName = null)
    {
        // Not Host, which drops the scope of a link-local address and with it the interface to dial through.
        Address = new UriBuilder(address.Scheme, address.IdnHost, address.Port).Uri;
        var host = Address.HostNameType is UriHostNameType.IPv6 ? $"[{Address.IdnHost}]" : Address.Host;
        Key = $"{host}:{Address.Port}";
        TlsName = address.Scheme == Uri.UriSchemeHttps ? serverName ?? Address.DnsSafeHost : null;
    }

    /// <summary>Where to dial, <c>http://host:port</c> or <c>https://host:port</c>.</summary>
    public Uri Address { get; }

    /// <summary>The name under which it is known in TLS; <see langword="null"/> when it is dialled in clear text.</summary>
    public string? TlsName { get; }

    /// <summary><c>host:port</c>, an IPv6 host in brackets: what tells endpoints apart, and what the log says.</summary>
    public string Key { get; }

    /// <summary>
    /// The endpoint as part of a sandbox id: <c>host-ip-port</c>, where '.' and ':' and whatever else is neither letter nor
    /// digit has turned into '-', and brackets are dropped. An IPv6 address is in its one short form (RFC 5952).
    /// </summary>
    public string IdSuffix
    {
        get
        {
            var host = Address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" : Address.IdnHost;
            return string.Concat($"{host}:{Address.Port}".Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
        }
    }

    public bool Equals(SchedulerEndpoint? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SchedulerEndpoint);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    public override string ToString() => Key;
}
