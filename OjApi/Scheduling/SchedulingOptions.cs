using OjApi.Scheduling.Ordering;

namespace OjApi.Scheduling;

/// <summary>Bounds of the scheduling core; configuration section <c>Oj:Scheduling</c>.</summary>
internal sealed class SchedulingOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Oj:Scheduling";

    /// <summary>Most unfinished submissions of this replica; more are refused. Default 10,000; 1 to 1,000,000.</summary>
    public int MaxUnfinished { get; set; } = 10_000;

    /// <summary>
    /// How long a job whose stream ended, or that was taken over from another replica, may go unreported before it is
    /// delivered again. Default 10 s; 100 ms to 10 min.
    /// </summary>
    public TimeSpan OrphanGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Failed deliveries after which a submission ends as an internal error. Default 3; 1 to 100.</summary>
    public int MaxDeliveries { get; set; } = 3;

    /// <summary>
    /// Deliveries whose sandbox process died after which a submission is quarantined: it ends as an internal error and is judged
    /// again only by a rejudge. Default 2; 1 to 100.
    /// </summary>
    public int MaxSandboxDeaths { get; set; } = 2;

    /// <summary>In what order waiting jobs are given out. Default Fair; Fair or OldestFirst.</summary>
    public JobOrder Order { get; set; }

    /// <summary>What is configured of tenants, by name; the names are like those of <see cref="TenantName"/>. Default none; any number.</summary>
    public Dictionary<string, TenantOptions> Tenants { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The weight of a tenant, configured or not.</summary>
    public int WeightOf(string tenant) => (Tenants.GetValueOrDefault(tenant) ?? new TenantOptions()).Weight;

    /// <summary>
    /// How long no connected sandbox may have had a language before what waits in it is handed over to a replica that has such a
    /// sandbox. Default 1 s, longer than a stream needs to come back; 0 to 10 min.
    /// </summary>
    public TimeSpan HandOverAfter { get; set; } = TimeSpan.FromSeconds(1);
}
