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
    /// How long a replica that was told to stop still takes results of jobs it assigned, before its streams end. Default
    /// 5 s; 0 to 5 min. Sandboxes hand later results to other replicas.
    /// </summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(5);
}
