namespace Aspire.Hosting.ApplicationModel;

/// <summary>The commands that every project has.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a stopped replica, or ends its wait for other resources.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops a replica; it stays stopped.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops a replica and starts it again.</summary>
    public static readonly string RestartCommand = "restart";
}
