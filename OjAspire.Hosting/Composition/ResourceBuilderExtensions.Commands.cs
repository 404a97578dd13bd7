using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives a resource a command that the dashboard offers and that runs in the application host.</summary>
    /// <param name="builder">The resource; each replica has the command.</param>
    /// <param name="name">Name that it is asked for by. A command of the same name gives way.</param>
    /// <param name="displayName">Name shown.</param>
    /// <param name="executeCommand">Runs it; called for one replica.</param>
    /// <param name="commandOptions">Question to ask before, icon, when it can be run.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);
        if (builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(command => command.Name == name) is { } former)
        {
            builder.Resource.Annotations.Remove(former);
        }

        return builder.WithAnnotation(new ResourceCommandAnnotation(name, displayName, executeCommand, commandOptions ?? CommandOptions.Default));
    }
}
