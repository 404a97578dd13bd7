using OjAspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs the commands of resources. Safe for concurrent use.</summary>
public class ResourceCommandService
{
    // The names that commands had before; callers still use them.
    private const string LegacyPrefix = "resource-";

    private readonly ResourceNotificationService _notifications;
    private readonly ReplicaRegistry _replicas;

    internal ResourceCommandService(ResourceNotificationService notifications, ReplicaRegistry replicas) =>
        (_notifications, _replicas) = (notifications, replicas);

    /// <summary>Runs a command of one replica; ends when the command has.</summary>
    /// <param name="resourceId">Id of the replica, or name of a resource that has only one.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>.</param>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceId);
        ArgumentException.ThrowIfNullOrEmpty(commandName);
        if (!_notifications.TryGetCurrentState(resourceId, out var known))
        {
            return Failure($"Resource '{resourceId}' not found.");
        }

        var name = commandName.StartsWith(LegacyPrefix, StringComparison.Ordinal) ? commandName[LegacyPrefix.Length..] : commandName;
        var command = known.Snapshot.Commands.FirstOrDefault(candidate => candidate.Name == name);
        if (command is null || !_replicas.TryGet(known.ResourceId, out var replica))
        {
            return Failure($"Command '{commandName}' not available for resource '{resourceId}'.");
        }

        if (command.State != ResourceCommandState.Enabled)
        {
            return Failure($"Command '{commandName}' cannot run while resource '{resourceId}' is {known.Snapshot.State?.Text}.");
        }

        if (name != KnownResourceCommands.StartCommand)
        {
            await replica.StopAsync(cancellationToken);
        }

        if (name != KnownResourceCommands.StopCommand)
        {
            await replica.StartAsync(cancellationToken);
        }

        return new() { Success = true };
    }

    private static ExecuteCommandResult Failure(string message) => new() { Success = false, Message = message };
}
