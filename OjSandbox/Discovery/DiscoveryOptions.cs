namespace OjSandbox.Discovery;

/// <summary>Where the replicas are found, as written in the configuration.</summary>
internal sealed class DiscoveryOptions
{
    /// <summary>Key of <see cref="SchedulerAddress"/>.</summary>
    public const string SchedulerAddressKey = "SCHEDULER_ADDRESS";

    /// <summary>Key of <see cref="ReplicaList"/>; <c>Oj__ReplicaList</c> in the environment.</summary>
    public const string ReplicaListKey = "Oj:ReplicaList";

    /// <summary>Key of <see cref="ResolvePeriod"/>; <c>Oj__ResolvePeriod</c> in the environment.</summary>
    public const string ResolvePeriodKey = "Oj:ResolvePeriod";

    /// <summary>
    /// <c>host:port</c> of the headless Service, or several separated by commas; an IP address works as well. With <c>https://</c> before it
    /// the replicas are dialled through TLS.
    /// Default <c>oj-api-server-headless:3001</c>. Not looked at when there is a replica list.
    /// </summary>
    public string? SchedulerAddress { get; set; }

    /// <summary>Path of a file with a JSON array of the replicas' addresses, replaced atomically. Default: none, DNS is asked.</summary>
    public string? ReplicaList { get; set; }

    /// <summary>Longest time from one DNS look-up to the next, in seconds or <c>hh:mm:ss</c>. Default 10 s, 0.1 s to 1 h.</summary>
    public string? ResolvePeriod { get; set; }
}
