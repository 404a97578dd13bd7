namespace OjAspire.Hosting.Processes;

/// <summary>
/// A process inherits the application host's environment, but not what configures the application host itself: its
/// addresses, its parameters, and above all its connection strings, which only those get that refer to them.
/// </summary>
internal static class InheritedEnvironment
{
    private static readonly string[] PrivatePrefixes =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP", "ConnectionStrings__", "Parameters__", "ASPIRE_", "AppHost__", "DASHBOARD__", "OTEL_", "DOTNET_LAUNCH_PROFILE"];

    public static void RemovePrivate(IDictionary<string, string?> environment)
    {
        var inherited = environment.Keys.Where(name => PrivatePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        foreach (var name in inherited.ToArray())
        {
            environment.Remove(name);
        }
    }
}
