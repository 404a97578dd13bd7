namespace OjApi.Endpoints;

/// <summary>
/// Where this server listens: <c>API_HOST</c> and <c>API_PORT</c>, else what ASP.NET Core is told by its own settings
/// (<c>ASPNETCORE_URLS</c>, <c>HTTP_PORTS</c>), else port 3001 of every address.
/// </summary>
internal static class ListenAddress
{
    private const string DefaultPort = "3001";

    /// <summary>The addresses, each <c>http://host:port</c>; at least one.</summary>
    /// <exception cref="FormatException"><c>API_PORT</c> is not a port number.</exception>
    public static IReadOnlyList<string> Find(IConfiguration configuration)
    {
        var host = configuration["API_HOST"] ?? "";
        var port = configuration["API_PORT"] ?? "";
        if (host.Length > 0 || port.Length > 0)
        {
            return [$"http://{Bracketed(host)}:{Port(port)}"];
        }

        var urls = Words(configuration[WebHostDefaults.ServerUrlsKey]);
        if (urls.Length == 0)
        {
            urls = [.. Words(configuration[WebHostDefaults.HttpPortsKey]).Select(each => $"http://*:{each}")];
        }

        return urls.Length > 0 ? urls : [$"http://*:{DefaultPort}"];
    }

    private static string[] Words(string? value) =>
        value?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string Port(string port) => port switch
    {
        "" => DefaultPort,
        _ when ushort.TryParse(port, out _) => port,
        _ => throw new FormatException($"API_PORT must be a port number, 0 to 65535; it is '{port}'."),
    };

    private static string Bracketed(string host) => host switch
    {
        "" => "*",
        _ when host.Contains(':') && !host.StartsWith('[') => $"[{host}]",
        _ => host,
    };
}
