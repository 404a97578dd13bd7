using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OjSandbox.Telemetry;

/// <summary>The checked and read form of <see cref="MetricsPageOptions"/>.</summary>
internal static class MetricsPageAddress
{
    /// <summary>Where the page is to listen; <see langword="null"/> when there is none. Every fault is added to <paramref name="failures"/>.</summary>
    public static string? Read(MetricsPageOptions options, ICollection<string> failures)
    {
        var host = ReadHost(options.Host, failures);
        if (string.IsNullOrWhiteSpace(options.Port))
        {
            return null;
        }

        if (ushort.TryParse(options.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return host is null ? null : string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}");
        }

        failures.Add($"{MetricsPageOptions.PortKey}: '{options.Port}' is not a port number, 0 to 65535.");
        return null;
    }

    private static string? ReadHost(string? text, ICollection<string> failures)
    {
        if (string.IsNullOrWhiteSpace(text) || text == "*")
        {
            return text == "*" ? "*" : "127.0.0.1";
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        }

        failures.Add($"{MetricsPageOptions.HostKey}: '{text}' is not an IP address; write for example 127.0.0.1, or * for every address.");
        return null;
    }
}
