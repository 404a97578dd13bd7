namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource that is waited for has to reach.</summary>
public enum WaitType
{
    /// <summary>Every replica runs and is healthy.</summary>
    WaitUntilHealthy,
}
