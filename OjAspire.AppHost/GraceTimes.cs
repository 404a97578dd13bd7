namespace OjAspire.AppHost;

/// <summary>
/// How long processes may take to leave when the application runs here: somebody waits for the end, and no load balancer
/// has to notice, because it forgets a replica before that is told to stop. Elsewhere the programs' own defaults hold.
/// </summary>
internal static class GraceTimes
{
    /// <summary>An API server leaves within 9 s, usually in one.</summary>
    public static IResourceBuilder<ProjectResource> WithShortServerGrace(this IResourceBuilder<ProjectResource> server) =>
        server.ApplicationBuilder.ExecutionContext.IsRunMode
            ? server.WithEnvironment("Oj__Ownership__LameDuckTime", "00:00:00.5").WithEnvironment("Oj__Ownership__DrainTime", "00:00:02")
            : server;

    /// <summary>A sandbox leaves within 9 s, at once when nothing runs in it.</summary>
    public static IResourceBuilder<ProjectResource> WithShortSandboxGrace(this IResourceBuilder<ProjectResource> sandbox) =>
        sandbox.ApplicationBuilder.ExecutionContext.IsRunMode ? sandbox.WithEnvironment("SHUTDOWN_TIMEOUT", "3") : sandbox;
}
