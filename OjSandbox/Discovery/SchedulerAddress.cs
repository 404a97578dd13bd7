using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace OjSandbox.Discovery;

/// <summary>One <c>host:port</c> of <c>SCHEDULER_ADDRESS</c>.</summary>
/// <param name="Host">A DNS name, or an IP address as text without brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="IsTls">Whether the replicas are dialled through TLS, then under the name <paramref name="Host"/>.</param>
internal sealed record SchedulerAddress(string Host, int Port, bool IsTls = false)
{
    private const string HttpPrefix = "http://";
    private const string HttpsPrefix = "https://";
    private const int DefaultPort = 3001;

    /// <summary>Whether the host is an address already, so that there is nothing to look up.</summary>
    public bool IsLiteral => IPAddress.TryParse(Host, out _);

    /// <summary>
    /// Reads <c>name:3001</c>, <c>10.0.0.1:3001</c> or <c>[::1]:3001</c>, also as an <c>http://</c> or <c>https://</c> address;
    /// the port may be left out there.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SchedulerAddress? address)
    {
        address = null;
        var isTls = text.StartsWith(HttpsPrefix, StringComparison.OrdinalIgnoreCase);
        if (isTls || text.StartsWith(HttpPrefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text[(isTls ? HttpsPrefix : HttpPrefix).Length..].TrimEnd('/');
            text = text.EndsWith(']') || !text.Contains(':', StringComparison.Ordinal) ? $"{text}:{DefaultPort}" : text;
        }

        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > ushort.MaxValue)
        {
            return false;
        }

        var host = text[..colon];
        var bracketed = host.StartsWith('[') && host.EndsWith(']');
        if (bracketed)
        {
            host = host[1..^1];
        }

        // A colon without brackets would leave open where the address ends and the port begins.
        var valid = bracketed ? Uri.CheckHostName(host) is UriHostNameType.IPv6 : Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
        address = valid ? new SchedulerAddress(host, port, isTls) : null;
        return valid;
    }

    /// <summary>The endpoint at one of the addresses of this host.</summary>
    public SchedulerEndpoint At(IPAddress address) =>
        new(new UriBuilder(IsTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, address.ToString(), Port).Uri, Host);
}
