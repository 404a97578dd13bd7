namespace Aspire.Hosting.ApplicationModel;

/// <summary>A place that compute resources can be deployed to.</summary>
public interface IComputeEnvironmentResource : IResource;
