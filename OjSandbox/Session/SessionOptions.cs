namespace OjSandbox.Session;

/// <summary>How this sandbox meets the API servers, as written in the configuration.</summary>
internal sealed class SessionOptions
{
    /// <summary>Key of <see cref="SandboxCount"/>.</summary>
    public const string SandboxCountKey = "SANDBOX_COUNT";

    /// <summary>Key of <see cref="ShutdownTimeout"/>.</summary>
    public const string ShutdownTimeoutKey = "SHUTDOWN_TIMEOUT";

    /// <summary>Key of <see cref="JoinToken"/>; <c>Oj__JoinToken</c> in the environment.</summary>
    public const string JoinTokenKey = "Oj:JoinToken";

    /// <summary>Key of <see cref="Zone"/>; <c>Oj__Zone</c> in the environment.</summary>
    public const string ZoneKey = "Oj:Zone";

    /// <summary>Key of <see cref="ZonePreference"/>; <c>Oj__ZonePreference</c> in the environment.</summary>
    public const string ZonePreferenceKey = "Oj:ZonePreference";

    /// <summary>Key of <see cref="MaxConnections"/>; <c>Oj__MaxConnections</c> in the environment.</summary>
    public const string MaxConnectionsKey = "Oj:MaxConnections";

    /// <summary>Key of <see cref="ReconnectCap"/>; <c>Oj__ReconnectCap</c> in the environment.</summary>
    public const string ReconnectCapKey = "Oj:ReconnectCap";

    /// <summary>Key of <see cref="FailoverAfter"/>; <c>Oj__FailoverAfter</c> in the environment.</summary>
    public const string FailoverAfterKey = "Oj:FailoverAfter";

    /// <summary>Key of <see cref="MaxUnacknowledged"/>; <c>Oj__MaxUnacknowledged</c> in the environment.</summary>
    public const string MaxUnacknowledgedKey = "Oj:MaxUnacknowledged";

    /// <summary>Key of <see cref="MaxUnacknowledgedMib"/>; <c>Oj__MaxUnacknowledgedMib</c> in the environment.</summary>
    public const string MaxUnacknowledgedMibKey = "Oj:MaxUnacknowledgedMib";

    /// <summary>Slots: how many jobs are judged at once. Default: one per processor. 1 to 1024.</summary>
    public string? SandboxCount { get; set; }

    /// <summary>
    /// How long running jobs may go on after SIGTERM before they are handed back, in seconds or <c>hh:mm:ss</c>.
    /// Default 30 s, 0 to 1 h. The process ends at most <see cref="SessionSettings.LeaveWithin"/> later.
    /// </summary>
    public string? ShutdownTimeout { get; set; }

    /// <summary>The secret that API servers let sandboxes in by. Required.</summary>
    public string? JoinToken { get; set; }

    /// <summary>Failure zone of this sandbox, any text of at most 1000 characters. Default: unknown.</summary>
    public string? Zone { get; set; }

    /// <summary>
    /// How long a job at a server of another zone may have waited and still be passed over for a younger one of the own
    /// zone, in seconds or <c>hh:mm:ss</c>. Default 2 s, 0 to 1 h; 0 turns the preference off.
    /// </summary>
    public string? ZonePreference { get; set; }

    /// <summary>
    /// Most API servers that streams are kept to, in endpoints; when discovery knows more, each sandbox chooses its own
    /// share of them. Default 0, which means no limit; 0 to 10,000.
    /// </summary>
    public string? MaxConnections { get; set; }

    /// <summary>Longest pause between two attempts to reach a server, in seconds or <c>hh:mm:ss</c>. Default 5 s, 0.1 s to 5 min.</summary>
    public string? ReconnectCap { get; set; }

    /// <summary>
    /// How long a server may be gone before the outcomes of its jobs go to another one, in seconds or <c>hh:mm:ss</c>.
    /// Default 1 s, 0 to 1 min.
    /// </summary>
    public string? FailoverAfter { get; set; }

    /// <summary>
    /// Outcomes that no API server has acknowledged yet: with so many, nothing more is claimed until half of them are left. None is
    /// ever dropped. Default 256; 1 to 2,048.
    /// </summary>
    public string? MaxUnacknowledged { get; set; }

    /// <summary>As <see cref="MaxUnacknowledged"/>, but their size together, in MiB. Default 256; 1 to 65,536.</summary>
    public string? MaxUnacknowledgedMib { get; set; }
}
