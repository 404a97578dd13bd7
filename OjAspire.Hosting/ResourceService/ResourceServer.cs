using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OjAspire.ResourceService;

namespace OjAspire.Hosting.ResourceService;

/// <summary>Answers a dashboard. Holds no state of its own.</summary>
internal sealed class ResourceServer(
    ResourceNotificationService notifications, ResourceLoggerService logs, ResourceCommandService commands, ServedApplication application)
    : OjAspire.ResourceService.ResourceService.ResourceServiceBase
{
    public override Task<Application> GetApplication(GetApplicationRequest request, ServerCallContext context) =>
        Task.FromResult(new Application { Name = application.Name });

    public override Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<ResourceUpdate> responseStream, ServerCallContext context) =>
        UntilEndAsync(context, async cancellationToken =>
        {
            // The first message holds what is known before the watch; the watch repeats it, so repeats are dropped by version.
            var initial = notifications.Snapshot();
            var sent = initial.ToDictionary(known => known.ResourceId, known => known.Snapshot.Version);
            var first = new InitialResources();
            first.Resources.AddRange(initial.Select(ResourceMapper.ToMessage));
            await responseStream.WriteAsync(new() { Initial = first }, cancellationToken);

            await foreach (var known in notifications.WatchAsync(cancellationToken))
            {
                if (known.Snapshot.Version > sent.GetValueOrDefault(known.ResourceId))
                {
                    sent[known.ResourceId] = known.Snapshot.Version;
                    await responseStream.WriteAsync(new() { Changed = ResourceMapper.ToMessage(known) }, cancellationToken);
                }
            }
        });

    public override Task WatchConsoleLogs(
        WatchConsoleLogsRequest request, IServerStreamWriter<ConsoleLogBatch> responseStream, ServerCallContext context)
    {
        if (!notifications.TryGetCurrentState(request.ResourceId, out var known))
        {
            throw new RpcException(new(StatusCode.NotFound, $"There is no resource '{request.ResourceId}'."));
        }

        return UntilEndAsync(context, async cancellationToken =>
        {
            await foreach (var lines in logs.WatchAsync(known.ResourceId).WithCancellation(cancellationToken))
            {
                var batch = new ConsoleLogBatch();
                batch.Lines.AddRange(lines.Select(line => new ConsoleLogLine
                {
                    Number = line.LineNumber,
                    Text = line.Content,
                    IsError = line.IsErrorMessage,
                    WrittenAt = Timestamp.FromDateTimeOffset(line.WrittenAt),
                }));
                await responseStream.WriteAsync(batch, cancellationToken);
            }
        });
    }

    public override async Task<ExecuteCommandResponse> ExecuteCommand(ExecuteCommandRequest request, ServerCallContext context)
    {
        if (string.IsNullOrEmpty(request.ResourceId) || string.IsNullOrEmpty(request.CommandName))
        {
            throw new RpcException(new(StatusCode.InvalidArgument, "resource_id and command_name must be given."));
        }

        var result = await commands.ExecuteCommandAsync(request.ResourceId, request.CommandName, context.CancellationToken);
        return new()
        {
            Succeeded = result.Success,
            Canceled = result.Canceled,
            Error = result.Success ? "" : result.Message ?? "",
            Message = result.Success ? result.Message ?? "" : "",
        };
    }

    /// <summary>A watch ends when its client or the application does, and neither is an error.</summary>
    private async Task UntilEndAsync(ServerCallContext context, Func<CancellationToken, Task> watch)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, application.Stopping);
        try
        {
            await watch(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Asked to end.
        }
    }
}
