namespace Aspire.Hosting;

/// <summary>How an application is composed.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>Arguments of the command line: configuration, and what to do.</summary>
    public string[]? Args { get; set; }

    /// <summary>Name of the assembly that composes the application. The entry assembly when not given.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Whether to run without a dashboard.</summary>
    public bool DisableDashboard { get; set; }
}
