namespace OjAspire.ClusterSim.Manifests;

/// <summary>A Service without an address of its own: its name resolves to the addresses of the pods that it selects.</summary>
/// <param name="Name">Its name within its namespace.</param>
/// <param name="Selector">The labels of its pods.</param>
/// <param name="Port">The port of its pods.</param>
internal sealed record HeadlessService(string Name, IReadOnlyDictionary<string, string> Selector, int Port)
{
    /// <summary>Whether a pod with these labels belongs to it.</summary>
    public bool Selects(IReadOnlyDictionary<string, string> labels) =>
        Selector.All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value);
}
