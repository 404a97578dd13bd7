using OjAspire.Hosting.Commands;
using OjAspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs the commands of resources. Safe for concurrent use.</summary>
public class ResourceCommandService
{
    // The names that commands had before; callers still use them.
    private const string LegacyPrefix = "resource-";

    private readonly ResourceNotificationService _notifications;
    private readonly ReplicaRegistry _replicas;
    private readonly CustomCommands _custom;

    internal ResourceCommandService(ResourceNotificationService notifications, ReplicaRegistry replicas, CustomCommands custom) =>
        (_notifications, _replicas, _custom) = (notifications, replicas, custom);

    /// <summary>Runs a command of every replica of a resource at once; ends when all have.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">Name of the command.</param>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        string[] ids = [.. _notifications.Snapshot().Where(known => known.Resource == resource).Select(known => known.ResourceId).Order(StringComparer.Ordinal)];
        if (ids.Length == 0)
        {
            return CommandResults.Failure($"Resource '{resource.Name}' not found.");
        }

        var results = await Task.WhenAll(ids.Select(id => ExecuteCommandAsync(id, commandName, cancellationToken)));
        return CommandSummary.Of(ids, results);
    }

    /// <summary>Runs a command of one replica; ends when the command has.</summary>
    /// <param name="resourceId">Id of the replica, or name of a resource that has only one.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>, or a command of the application host's own.</param>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceId);
        ArgumentException.ThrowIfNullOrEmpty(commandName);
        if (!_notifications.TryGetCurrentState(resourceId, out var known))
        {
            return CommandResults.Failure($"Resource '{resourceId}' not found.");
        }

        var name = commandName.StartsWith(LegacyPrefix, StringComparison.Ordinal) ? commandName[LegacyPrefix.Length..] : commandName;
        var command = known.Snapshot.Commands.FirstOrDefault(candidate => candidate.Name == name);
        var custom = known.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(candidate => candidate.Name == name);
        _replicas.TryGet(known.ResourceId, out var replica);
        if (command is null || (custom is null && replica is null))
        {
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{resourceId}'.");
        }

        if (command.State != ResourceCommandState.Enabled)
        {
            return CommandResults.Failure($"Command '{commandName}' cannot run while resource '{resourceId}' is {known.Snapshot.State?.Text}.");
        }

        if (custom is not null)
        {
            return await _custom.ExecuteAsync(custom, known.ResourceId, cancellationToken);
        }

        if (name != KnownResourceCommands.StartCommand)
        {
            await replica!.StopAsync(cancellationToken);
        }

        if (name != KnownResourceCommands.StopCommand)
        {
            await replica!.StartAsync(cancellationToken);
        }

        return CommandResults.Success();
    }
}
