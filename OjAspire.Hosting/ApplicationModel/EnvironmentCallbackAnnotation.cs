namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds environment variables each time a process is about to start.</summary>
/// <param name="callback">Adds them to the context.</param>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds variables to the context.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}
