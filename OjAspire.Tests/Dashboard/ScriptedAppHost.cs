extern alias hosting;

using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using hosting::OjAspire.ResourceService;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResourceServiceBase = hosting::OjAspire.ResourceService.ResourceService.ResourceServiceBase;

namespace OjAspire.Tests.Dashboard;

/// <summary>An app host as a dashboard sees it: a real gRPC server on a free port that says what the test tells it to say.</summary>
internal sealed class ScriptedAppHost : ResourceServiceBase, IAsyncDisposable
{
    public const string ApiKey = "the key of the test's app host";

    private readonly ConcurrentDictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly Broadcast<ResourceUpdate> _updates = new();
    private readonly ConcurrentDictionary<string, Broadcast<ConsoleLogLine>> _logs = new(StringComparer.Ordinal);
    private readonly BlockingCollection<ExecuteCommandRequest> _commands = [];
    private WebApplication? _server;

    public string Address { get; private set; } = "";

    /// <summary>What the next commands are answered with.</summary>
    public ExecuteCommandResponse CommandAnswer { get; set; } = new() { Succeeded = true };

    /// <summary>What commands wait for before they are answered.</summary>
    public Task CommandsMayEnd { get; set; } = Task.CompletedTask;

    public static async Task<ScriptedAppHost> StartAsync(params IEnumerable<Resource> resources)
    {
        var host = new ScriptedAppHost();
        foreach (var resource in resources)
        {
            host._resources[resource.Id] = resource;
        }
        await host.ListenAsync("http://127.0.0.1:0");
        return host;
    }

    /// <summary>The app host goes and its streams break.</summary>
    public async Task StopAsync()
    {
        _updates.Break();
        foreach (var log in _logs.Values)
        {
            log.Break();
        }
        await _server!.DisposeAsync();
    }

    /// <summary>The app host comes back where it was, with the resources that it has now.</summary>
    public Task StartAgainAsync() => ListenAsync(Address);

    public void Change(Resource resource)
    {
        _resources[resource.Id] = resource;
        _updates.Send(new ResourceUpdate { Changed = resource });
    }

    public void Delete(string id)
    {
        _resources.Remove(id, out _);
        _updates.Send(new ResourceUpdate { Deleted = id });
    }

    public void Write(string resourceId, string text, bool isError = false, DateTimeOffset? at = null) => LogOf(resourceId)
        .Send(number => new ConsoleLogLine
    {
        Number = number,
        Text = text,
        IsError = isError,
        WrittenAt = at is { } time ? Timestamp.FromDateTimeOffset(time) : null,
    });

    /// <summary>The next command that the dashboard asks for.</summary>
    public ExecuteCommandRequest NextCommand() =>
        _commands.TryTake(out var command, TimeSpan.FromSeconds(30))
            ? command
            : throw new TimeoutException("The dashboard asked for no command.");

    public override Task<Application> GetApplication(GetApplicationRequest request, ServerCallContext context)
    {
        Authenticate(context);
        return Task.FromResult(new Application { Name = "Scripted" });
    }

    public override Task WatchResources(
        WatchResourcesRequest request, IServerStreamWriter<ResourceUpdate> responseStream, ServerCallContext context)
    {
        Authenticate(context);
        return _updates.FollowAsync(
            () => new ResourceUpdate { Initial = new InitialResources { Resources = { _resources.Values } } }, responseStream.WriteAsync, context.CancellationToken);
    }

    public override Task WatchConsoleLogs(
        WatchConsoleLogsRequest request, IServerStreamWriter<ConsoleLogBatch> responseStream, ServerCallContext context)
    {
        Authenticate(context);
        return LogOf(request.ResourceId).FollowAsync(
            null, (line, stop) => responseStream.WriteAsync(new ConsoleLogBatch { Lines = { line } }, stop), context.CancellationToken);
    }

    public override async Task<ExecuteCommandResponse> ExecuteCommand(ExecuteCommandRequest request, ServerCallContext context)
    {
        Authenticate(context);
        _commands.Add(request, context.CancellationToken);
        await CommandsMayEnd.WaitAsync(context.CancellationToken);
        return CommandAnswer;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _commands.Dispose();
    }

    private static void Authenticate(ServerCallContext context)
    {
        if (context.RequestHeaders.GetValue("x-resource-service-api-key") != ApiKey)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "wrong key"));
        }
    }

    private Broadcast<ConsoleLogLine> LogOf(string resourceId) => _logs.GetOrAdd(resourceId, _ => new Broadcast<ConsoleLogLine>());

    private async Task ListenAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url)
            .ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _server = builder.Build();
        _server.MapGrpcService<ScriptedAppHost>();
        await _server.StartAsync();
        Address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }
}
