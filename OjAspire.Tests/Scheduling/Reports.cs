using System.Collections.Frozen;
using OjApi.Scheduling;
using OjApi.Scheduling.Ordering;

namespace OjAspire.Tests.Scheduling;

/// <summary>What a sandbox says of itself, with the uninteresting parts filled in.</summary>
internal static class Reports
{
    public static SandboxHello Hello(string baseId = "sandbox-a", string endpoint = "one", int slots = 2, params string[] languages) =>
        new(baseId, $"{baseId}-{endpoint}", slots, (languages.Length == 0 ? ["cpp"] : languages).ToFrozenSet(), Zone: "");

    public static SandboxReport Of(
        int slots = 2,
        IEnumerable<JobKey>? running = null,
        IEnumerable<JobKey>? unacknowledged = null,
        IEnumerable<string>? openClaims = null,
        SandboxAvailability availability = SandboxAvailability.Ready) =>
        new(slots, [.. running ?? []], (unacknowledged ?? []).ToFrozenSet(), (openClaims ?? []).ToFrozenSet(), availability, Reason: "");

    /// <summary>Connects a stream that must be accepted.</summary>
    public static SandboxStream Connect(this Scheduler scheduler, SandboxHello? hello = null, WakeUp? workChanged = null)
    {
        Assert.Equal(ConnectOutcome.Accepted, scheduler.Connect(hello ?? Hello(), workChanged ?? new WakeUp(), out var stream));
        return stream!;
    }

    /// <summary>Queues a new job.</summary>
    public static JobKey Enqueue(this Scheduler scheduler, string language = "cpp", string tenant = TenantName.Default, int priority = 0)
    {
        var key = new JobKey(Guid.NewGuid(), 1);
        Assert.True(scheduler.TryReserve(1));
        scheduler.Enqueue([new WaitingJob(key, language, scheduler.Now, Tenant: tenant, Priority: priority)]);
        return key;
    }
}
