using OjAspire.Dashboard.Resources.States;

namespace OjAspire.Dashboard.Resources;

/// <summary>Makes the resource that replicas are shown under when the app host sends only the replicas.</summary>
internal static class ReplicaGroup
{
    /// <summary>
    /// A resource that says what its replicas have in common: the state and health that is worst among them, every address and every
    /// command once, and the properties that all of them have.
    /// </summary>
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
        group.Properties.Add(replicas[0].Properties.Where(property => replicas.All(replica => replica.Properties.Contains(property))));
        group.Commands.Add(replicas
            .SelectMany(replica => replica.Commands.Select(command => (Replica: replica.Id, Command: command)))
            .GroupBy(each => each.Command.Name, StringComparer.Ordinal)
            .Select(each => ForAll(id, [.. each])));
        return group;
    }

    // A command of the group goes to every replica that can be asked now.
    private static Command ForAll(string id, IReadOnlyList<(string Replica, Command Command)> commands)
    {
        var all = commands[0].Command.Clone();
        all.IsEnabled = commands.Any(each => each.Command.IsEnabled);
        // The question names the replica: here it is about all of them.
        all.Confirmation = all.Confirmation.Replace(commands[0].Replica, id, StringComparison.Ordinal);
        return all;
    }
}
