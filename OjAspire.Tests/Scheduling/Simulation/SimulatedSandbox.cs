using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>A sandbox as the protocol wants it: owns its slots, reports everything on every link, keeps outcomes until acknowledged.</summary>
internal sealed class SimulatedSandbox(string baseId, int slots)
{
    private int _claims;

    public string BaseId { get; } = baseId;

    public int Slots { get; } = slots;

    /// <summary>Jobs that are judged, with the server that assigned them.</summary>
    public Dictionary<JobKey, int> Running { get; } = [];

    /// <summary>Outcomes that nobody acknowledged, with the fault where there is one.</summary>
    public Dictionary<JobKey, Outcome> Unacknowledged { get; } = [];

    /// <summary>Links by server; at most one that is up each.</summary>
    public Dictionary<int, SimulatedLink> Links { get; } = [];

    public int FreeSlots => Slots - Running.Count - Links.Values.Sum(link => link.OpenClaims.Count);

    public IEnumerable<SimulatedLink> UpLinks => Links.Values.Where(link => link.IsUp);

    public SandboxReport Report(SimulatedLink link) => Reports.Of(Slots, Running.Keys, Unacknowledged.Keys, link.OpenClaims);

    public string OpenClaim(SimulatedLink link)
    {
        Assert.True(FreeSlots > 0);
        var claimId = $"{BaseId}/{++_claims}";
        link.OpenClaims.Add(claimId);
        return claimId;
    }

    /// <summary>A job arrives; a second delivery of what is here already is not begun twice.</summary>
    public void Assigned(SimulatedLink link, string claimId, JobKey key)
    {
        Assert.True(link.OpenClaims.Remove(claimId), $"claim {claimId} was answered twice");
        if (!Unacknowledged.ContainsKey(key))
        {
            Running[key] = link.Server;
        }

        Assert.True(Running.Count <= Slots && FreeSlots >= 0, $"{BaseId} has {Running.Count} jobs in {Slots} slots");
    }

    public void NoWork(SimulatedLink link, string claimId) => Assert.True(link.OpenClaims.Remove(claimId), $"claim {claimId} was answered twice");

    internal enum Outcome
    {
        Judged,
        Failed,
        HandedBack,
    }
}
