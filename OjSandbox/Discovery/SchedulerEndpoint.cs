namespace OjSandbox.Discovery;

/// <summary>One API server replica's own address, never a load balancer's. Two are equal when their <see cref="Key"/> is.</summary>
internal sealed class SchedulerEndpoint : IEquatable<SchedulerEndpoint>
{
    /// <summary>An endpoint at an address; a path, query or user in it is ignored.</summary>
    /// <param name="serverName">Under which name it was found; without one its own host.</param>
    public SchedulerEndpoint(Uri address, string? serverName = null)
    {
        Address = new UriBuilder(address.Scheme, address.Host, address.Port).Uri;
        Key = $"{Address.Host}:{Address.Port}";
        TlsName = address.Scheme == Uri.UriSchemeHttps ? serverName ?? Address.DnsSafeHost : null;
    }

    /// <summary>Where to dial, <c>http://host:port</c> or <c>https://host:port</c>.</summary>
    public Uri Address { get; }

    /// <summary>The name under which it is known in TLS; <see langword="null"/> when it is dialled in clear text.</summary>
    public string? TlsName { get; }

    /// <summary><c>host:port</c>, an IPv6 host in brackets: what tells endpoints apart, and what the log says.</summary>
    public string Key { get; }

    /// <summary>The endpoint as part of a sandbox id: <c>host-ip-port</c> with '.' and ':' turned into '-', brackets dropped.</summary>
    public string IdSuffix
    {
        get
        {
            var host = Address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" : Address.Host.Trim('[', ']');
            return $"{host}:{Address.Port}".Replace('.', '-').Replace(':', '-').Replace('%', '-');
        }
    }

    public bool Equals(SchedulerEndpoint? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SchedulerEndpoint);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    public override string ToString() => Key;
}
