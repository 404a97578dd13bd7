namespace Aspire.Hosting.ApplicationModel;

/// <summary>The environment of a process that is about to start.</summary>
/// <param name="executionContext">What the application host is doing.</param>
/// <param name="resource">The resource that the process belongs to.</param>
/// <param name="environmentVariables">Variables so far; a value is a string or an <see cref="IValueProvider"/>.</param>
public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>What the application host is doing.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The resource that the process belongs to.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The variables; a value is a string or an <see cref="IValueProvider"/>, asked when the process starts.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>Cancelled when the process will not start after all.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
