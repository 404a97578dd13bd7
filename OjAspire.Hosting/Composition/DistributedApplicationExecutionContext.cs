namespace Aspire.Hosting;

/// <summary>What the application host is doing.</summary>
/// <param name="operation">What it is asked to do.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>What it is asked to do.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether it runs the application.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether it writes what is needed to deploy it.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;
}
