using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace OjApi.Callbacks;

/// <summary>
/// Looks at the URL of a callback: when a submission is sent, so that its author hears of what can never work, and again before every
/// try. What a name resolves to is judged when it is connected to. Thread-safe.
/// </summary>
internal sealed class CallbackUrls(AddressRules addresses, IOptions<CallbackOptions> options)
{
    private const int MaxLength = 2_048;
    private const int FirstFreePort = 1_024;
    private const int HttpPort = 80;
    private const int HttpsPort = 443;
    private const string Localhost = "localhost";
    private const string NotAUrl = "must be an absolute http or https URL";
    private const string Refused = "leads to an address that callbacks are not sent to";

    /// <summary>Says why callbacks cannot be sent there, to go after its name; <see langword="null"/> when they can.</summary>
    /// <param name="url">The URL, when there is no fault.</param>
    public string? FindFault(string text, out Uri? url)
    {
        url = null;
        if (text.Length > MaxLength)
        {
            return $"is too long (maximum is {MaxLength} characters)";
        }
        if (text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
            || !Uri.TryCreate(text, UriKind.Absolute, out var read)
            || (read.Scheme != Uri.UriSchemeHttp && read.Scheme != Uri.UriSchemeHttps)
            || read.Host.Length == 0)
        {
            return NotAUrl;
        }
        if (read.UserInfo.Length > 0)
        {
            return "must not contain a user name or a password";
        }
        if (!options.Value.AllowAnyPort && read.Port is < FirstFreePort and not (HttpPort or HttpsPort))
        {
            return $"must name port {HttpPort}, {HttpsPort} or one from {FirstFreePort}";
        }
        if (TryReadHost(read) is not { } host)
        {
            return NotAUrl;
        }
        if (IsRefused(host))
        {
            return Refused;
        }
        url = read;
        return null;
    }

    /// <summary>What callbacks to one receiver have in common: host and port.</summary>
    public static string HostOf(Uri url) => string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost.ToLowerInvariant()}:{url.Port}");

    /// <summary>The host as a resolver is asked for it; <see langword="null"/> when it is no name that could be asked for.</summary>
    private static string? TryReadHost(Uri url)
    {
        try
        {
            return url.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    // The parser knows the other ways to write an IPv4 address, in one number, in octal or in hexadecimal, as the system's resolver does.
    private bool IsRefused(string host)
    {
        var name = host.TrimEnd('.');
        if (IPAddress.TryParse(name, out var address))
        {
            return !addresses.Permits(address);
        }
        var isLocalhost = name.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase);
        return isLocalhost && !addresses.Permits(IPAddress.Loopback) && !addresses.Permits(IPAddress.IPv6Loopback);
    }
}
