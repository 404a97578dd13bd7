namespace OjAspire.ClusterSim.Manifests;

/// <summary>A Deployment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Replicas">Pods that there are to be.</param>
/// <param name="MaxSurge">Pods above that number while it is rolled.</param>
/// <param name="MaxUnavailable">Pods that may lack while it is rolled.</param>
/// <param name="Template">What the pods are like.</param>
internal sealed record Deployment(string Name, int Replicas, int MaxSurge, int MaxUnavailable, PodTemplate Template);
