namespace OjAspire.ClusterSim.Manifests;

/// <summary>What a Deployment's pods are like, as far as the simulation follows it.</summary>
/// <param name="Labels">What selectors look at.</param>
/// <param name="Container">Name of its one container.</param>
/// <param name="Environment">Variables with a value, from ConfigMaps, Secrets and the container itself.</param>
/// <param name="Fields">Variables that a pod gets from itself: the field's path by name.</param>
/// <param name="EmptyFolders">Where the volumes are mounted that are empty at first.</param>
/// <param name="GracePeriod">From the deletion of a pod to SIGKILL.</param>
/// <param name="SleepBeforeStop">From the deletion of a pod to SIGTERM; part of the grace period.</param>
/// <param name="Startup">Until it succeeds no other probe is looked at.</param>
/// <param name="Readiness">While it fails, the pod is in no Service.</param>
/// <param name="Liveness">When it fails, the container is started anew.</param>
internal sealed record PodTemplate(
    IReadOnlyDictionary<string, string> Labels,
    string Container,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<string> EmptyFolders,
    TimeSpan GracePeriod,
    TimeSpan SleepBeforeStop,
    Probe? Startup,
    Probe? Readiness,
    Probe? Liveness);
