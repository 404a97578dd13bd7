namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project that runs as one process or, with <see cref="ReplicaAnnotation"/>, as several.</summary>
/// <param name="name">Name in the application model.</param>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource;
