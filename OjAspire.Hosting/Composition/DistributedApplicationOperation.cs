namespace Aspire.Hosting;

/// <summary>What the application host is asked to do.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>Run the application on this machine.</summary>
    Run,

    /// <summary>Write what is needed to deploy it.</summary>
    Publish,
}
