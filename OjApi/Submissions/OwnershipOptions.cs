namespace OjApi.Submissions;

/// <summary>How this replica holds on to its submissions; configuration section <c>Oj:Ownership</c>.</summary>
internal sealed class OwnershipOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Oj:Ownership";

    /// <summary>How long the submissions of a silent replica stay its own. Default 10 s; 1 s to 10 min.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the lease is renewed and the submissions of the dead are looked for. Default 2 s; 100 ms to half the lease.</summary>
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a replica that was told to stop and says so still serves every request, at least: until load balancers have
    /// noticed. Default 5 s; 0 to 5 min.
    /// </summary>
    public TimeSpan LameDuckTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a replica that was told to stop takes results of jobs it assigned and lets clients wait for a verdict, at
    /// most; after that sandboxes hand their results to other replicas, and clients are told the state so far. Default
    /// 15 s; 0 to 5 min.
    /// </summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long streams and requests have to end after that.</summary>
    public static TimeSpan LastWords => TimeSpan.FromSeconds(7);

    /// <summary>How long this replica takes to stop, at most: its grace time must not be shorter.</summary>
    public TimeSpan StopsWithin => (LameDuckTime > DrainTime ? LameDuckTime : DrainTime) + LastWords;
}
