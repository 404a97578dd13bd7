using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OjApi.Scheduling;

/// <summary>The whole state of a sandbox as it reported it on one stream.</summary>
/// <param name="Slots">How many jobs it runs at once.</param>
/// <param name="Running">Every job that it judges, whichever replica assigned it.</param>
/// <param name="Unacknowledged">Every job whose outcome no replica has acknowledged yet.</param>
/// <param name="OpenClaims">Claims sent on this stream that were not answered when the report was made.</param>
/// <param name="Availability">Whether it takes work.</param>
/// <param name="Reason">Why it takes none, or what it does not do although it is ready. Else empty.</param>
internal sealed record SandboxReport(
    int Slots,
    ImmutableArray<JobKey> Running,
    FrozenSet<JobKey> Unacknowledged,
    FrozenSet<string> OpenClaims,
    SandboxAvailability Availability,
    string Reason)
{
    /// <summary>Slots with neither a job nor a claim on any stream.</summary>
    public int FreeSlots { get; init; } = Math.Max(0, Slots - Running.Length);

    /// <summary>The sandbox's streams to all replicas; absent when it does not tell.</summary>
    public SandboxConnections? Connections { get; init; }

    /// <summary>Whether the sandbox has this delivery, judged or not.</summary>
    public bool Mentions(JobKey key) => Unacknowledged.Contains(key) || Running.Contains(key);
}
