namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that can be probed where it is deployed.</summary>
public interface IResourceWithProbes : IResource;
