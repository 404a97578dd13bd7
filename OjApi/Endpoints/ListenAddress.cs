namespace OjApi.Endpoints;

/// <summary>Where this server listens: <c>API_HOST</c> and <c>API_PORT</c>, else what ASP.NET Core is told, else port 3001 of every address.</summary>
internal static class ListenAddress
{
    private const string DefaultPort = "3001";

    /// <summary>The URL to listen on, or <see langword="null"/> to leave it to ASP.NET Core's own settings.</summary>
    /// <exception cref="FormatException"><c>API_PORT</c> is not a port number.</exception>
    public static string? Find(IConfiguration configuration)
    {
        var (host, port) = (configuration["API_HOST"], configuration["API_PORT"]);
        if (string.IsNullOrWhiteSpace(host) && string.IsNullOrWhiteSpace(port))
        {
            var toldOtherwise = configuration[WebHostDefaults.ServerUrlsKey] ?? configuration[WebHostDefaults.HttpPortsKey];
            return string.IsNullOrWhiteSpace(toldOtherwise) ? $"http://*:{DefaultPort}" : null;
        }

        if (!string.IsNullOrWhiteSpace(port) && !ushort.TryParse(port, out _))
        {
            throw new FormatException($"API_PORT must be a port number, 0 to 65535; it is '{port}'.");
        }

        return $"http://{Bracketed(host)}:{(string.IsNullOrWhiteSpace(port) ? DefaultPort : port)}";
    }

    private static string Bracketed(string? host) => host switch
    {
        null or "" => "*",
        _ when host.Contains(':') && !host.StartsWith('[') => $"[{host}]",
        _ => host,
    };
}
