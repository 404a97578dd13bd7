using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Orchestration;

/// <summary>The replicas that there are, running or not.</summary>
internal sealed class ReplicaRegistry
{
    private ImmutableDictionary<string, Replica> _replicas = ImmutableDictionary.Create<string, Replica>(StringComparer.OrdinalIgnoreCase);

    public void Add(Replica replica) => ImmutableInterlocked.Update(ref _replicas, known => known.Add(replica.Id, replica));

    public bool TryGet(string id, [NotNullWhen(true)] out Replica? replica) => _replicas.TryGetValue(id, out replica);

    public IEnumerable<Replica> Of(IResource resource) => _replicas.Values.Where(replica => replica.Resource == resource);
}
