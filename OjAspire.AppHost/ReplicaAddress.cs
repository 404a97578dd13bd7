namespace OjAspire.AppHost;

internal static class ReplicaAddress
{
    /// <summary>
    /// The address that a replica itself listens on. A snapshot's <c>Urls</c> hold only the shared address; the port of the
    /// replica is in the environment that it was given, and may be another one after a restart.
    /// </summary>
    public static string? Of(CustomResourceSnapshot snapshot) =>
        snapshot.EnvironmentVariables.FirstOrDefault(variable => variable.Name == "ASPNETCORE_URLS")?.Value;
}
