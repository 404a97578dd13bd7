using OjAspire.Dashboard.Resources.States;

namespace OjAspire.Dashboard.Resources;

/// <summary>Makes the resource that replicas are shown under when the app host sends only the replicas.</summary>
internal static class ReplicaGroup
{
    /// <summary>A resource that says what its replicas have in common: the state and health that is worst among them, every address once.</summary>
    public static Resource Of(string id, IReadOnlyList<Resource> replicas)
    {
        var worst = replicas.MaxBy(replica => StateLook.Of(replica).Severity)!;
        var group = new Resource
        {
            Id = id,
            Name = id,
            Type = worst.Type,
            State = worst.State,
            StateStyle = worst.StateStyle,
            Health = replicas.MaxBy(replica => HealthLook.Of(replica.Health).Severity)!.Health,
            CreatedAt = replicas.Select(replica => replica.CreatedAt).Where(created => created is not null).Min(),
            StartedAt = replicas.Select(replica => replica.StartedAt).Where(started => started is not null).Min(),
        };
        group.Urls.Add(replicas.SelectMany(replica => replica.Urls).DistinctBy(url => url.Url));
        group.Relationships.Add(replicas.SelectMany(replica => replica.Relationships).Distinct());
        return group;
    }
}
