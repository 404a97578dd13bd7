namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource that is waited for has to reach.</summary>
public enum WaitType
{
    /// <summary>Every replica runs and is healthy.</summary>
    WaitUntilHealthy,

    /// <summary>It has ended. The embedded engine runs nothing that is meant to end, and refuses this.</summary>
    WaitForCompletion,

    /// <summary>It runs. The embedded engine waits only for what is healthy, and refuses this.</summary>
    WaitUntilStarted,
}
