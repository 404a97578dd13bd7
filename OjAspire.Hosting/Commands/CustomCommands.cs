using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace OjAspire.Hosting.Commands;

/// <summary>The commands that an application host gives its resources.</summary>
internal sealed partial class CustomCommands(IServiceProvider services, ResourceLoggerService logs, ILogger<CustomCommands> logger)
{
    /// <summary>The snapshot with these commands as they stand in it; one named like a general command takes its place.</summary>
    public CustomResourceSnapshot Update(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
    {
        var own = resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray();
        if (own.Length == 0)
        {
            return snapshot;
        }

        ResourceCommandSnapshot[] commands =
        [
            .. snapshot.Commands.Where(general => !own.Any(command => command.Name == general.Name)),
            .. own.Select(command => ToSnapshot(command, resourceId, snapshot)),
        ];
        return commands.SequenceEqual(snapshot.Commands) ? snapshot : snapshot with { Commands = [.. commands] };
    }

    /// <summary>Runs one. What it throws is its failure and not the application host's.</summary>
    public async Task<ExecuteCommandResult> ExecuteAsync(ResourceCommandAnnotation command, string resourceId, CancellationToken cancellationToken)
    {
        try
        {
            return await command.ExecuteCommand(new()
            {
                Services = services,
                ResourceName = resourceId,
                CancellationToken = cancellationToken,
                Logger = logs.GetLogger(resourceId),
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
        {
            Log.CommandFailed(logger, command.Name, resourceId, exception);
            return CommandResults.Failure(exception);
        }
    }

    private ResourceCommandSnapshot ToSnapshot(ResourceCommandAnnotation command, string resourceId, CustomResourceSnapshot snapshot) =>
        new(command.Name, StateOf(command, resourceId, snapshot), command.DisplayName, command.IconName, command.IsHighlighted)
        {
            DisplayDescription = command.DisplayDescription,
            ConfirmationMessage = command.ConfirmationMessage,
            IconVariant = command.IconVariant,
        };

    // A command that cannot say whether it can be run must not keep its resource from being known.
    private ResourceCommandState StateOf(ResourceCommandAnnotation command, string resourceId, CustomResourceSnapshot snapshot)
    {
        try
        {
            return command.UpdateState(new() { ResourceSnapshot = snapshot, Services = services });
        }
        catch (Exception exception)
        {
            Log.StateUnknown(logger, command.Name, resourceId, exception);
            return ResourceCommandState.Disabled;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3061, LogLevel.Warning, "Command '{Command}' of {ResourceId} failed", EventName = "CommandFailed")]
        public static partial void CommandFailed(ILogger logger, string command, string resourceId, Exception exception);

        [LoggerMessage(3062, LogLevel.Warning, "Command '{Command}' of {ResourceId} cannot say whether it can be run; it is disabled", EventName = "CommandStateUnknown")]
        public static partial void StateUnknown(ILogger logger, string command, string resourceId, Exception exception);
    }
}
