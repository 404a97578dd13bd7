namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is hosted somewhere: on this machine while running, in a cluster when deployed.</summary>
public interface IComputeResource : IResource;
