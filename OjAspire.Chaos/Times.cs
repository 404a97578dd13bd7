namespace OjAspire.Chaos;

/// <summary>Leases and grace times of the application, and what follows from them for what is done to it.</summary>
/// <param name="Lease">How long the submissions of a silent replica stay its own.</param>
/// <param name="Patience">How long start, healing and the last verdict may each take, on a busy machine.</param>
/// <param name="Step">Usual time from one act to the next.</param>
/// <param name="OfReplicas">Variables of the API servers.</param>
/// <param name="OfSandboxes">Variables of the sandboxes.</param>
internal sealed record Times(
    TimeSpan Lease,
    TimeSpan Patience,
    TimeSpan Step,
    IReadOnlyDictionary<string, string> OfReplicas,
    IReadOnlyDictionary<string, string> OfSandboxes)
{
    // A submission whose deliveries fail, or whose sandbox dies, too often is given up. Here it is not the submission that
    // makes them fail, but the sandbox that is killed from outside, again and again: nothing may be given up for that.
    private static readonly Dictionary<string, string> NeverGivingUp = new()
    {
        ["Oj__Scheduling__MaxDeliveries"] = "50",
        ["Oj__Scheduling__MaxSandboxDeaths"] = "50",
    };

    /// <summary>Short ones, so that a minute sees everything happen.</summary>
    public static Times Short { get; } = new(
        Lease: TimeSpan.FromSeconds(4),
        Patience: TimeSpan.FromMinutes(4),
        Step: TimeSpan.FromSeconds(3.2),
        OfReplicas: new Dictionary<string, string>(NeverGivingUp)
        {
            ["Oj__Ownership__Lease"] = "00:00:04",
            ["Oj__Ownership__RenewEvery"] = "00:00:00.5",
            ["Oj__Ownership__LameDuckTime"] = "00:00:00.5",
            ["Oj__Ownership__DrainTime"] = "00:00:03",
            ["Oj__Scheduling__OrphanGrace"] = "00:00:04",
        },
        OfSandboxes: new Dictionary<string, string>
        {
            ["SHUTDOWN_TIMEOUT"] = "2",
            ["Oj__ReconnectCap"] = "1",
        });

    /// <summary>Those that are set unless somebody sets others.</summary>
    public static Times Defaults { get; } = new(
        Lease: TimeSpan.FromSeconds(10),
        Patience: TimeSpan.FromMinutes(5),
        Step: TimeSpan.FromSeconds(8),
        OfReplicas: NeverGivingUp,
        OfSandboxes: new Dictionary<string, string>());
}
