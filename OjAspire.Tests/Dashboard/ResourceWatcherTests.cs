extern alias dashboard;

using dashboard::OjAspire.Dashboard.ConsoleLogs;
using dashboard::OjAspire.Dashboard.ResourceService;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace OjAspire.Tests.Dashboard;

/// <summary>The dashboard's client against a real gRPC server on loopback.</summary>
public sealed class ResourceWatcherTests
{
    [Fact]
    public async Task Every_resource_is_told_first_and_then_each_change()
    {
        await using var host = await ScriptedAppHost.StartAsync(SampleResources.Application());
        await using var watch = await Watch.StartAsync(host);
        var first = await watch.UntilAsync(state => state.Status is ConnectionStatus.Connected);
        Assert.Equal(8, first.Resources.Count);
        Assert.Equal("Scripted", first.ApplicationName);

        host.Change(SampleResources.Service("oj-sandbox", "Exited"));
        host.Delete("join-token");

        var last = await watch.UntilAsync(state => state.Resources.Count == 7);
        Assert.Equal("Exited", last.Resources["oj-sandbox"].State);
    }

    [Fact]
    public async Task A_broken_stream_is_opened_again_and_the_resources_are_those_of_the_app_host()
    {
        await using var host = await ScriptedAppHost.StartAsync(SampleResources.Application());
        await using var watch = await Watch.StartAsync(host);
        await watch.UntilAsync(state => state.Status is ConnectionStatus.Connected);

        await host.StopAsync();
        var lost = await watch.UntilAsync(state => state.Status is ConnectionStatus.Reconnecting);
        Assert.Equal(8, lost.Resources.Count);

        host.Delete("join-token");
        await host.StartAgainAsync();
        var back = await watch.UntilAsync(state => state.Status is ConnectionStatus.Connected);
        Assert.Equal(7, back.Resources.Count);
    }

    [Fact]
    public async Task A_wrong_key_never_connects()
    {
        await using var host = await ScriptedAppHost.StartAsync();
        using var client = Client(host, "another key");

        var refusal = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => client.GetApplicationNameAsync(CancellationToken.None));
        Assert.Equal(Grpc.Core.StatusCode.Unauthenticated, refusal.StatusCode);
    }

    [Fact]
    public async Task A_command_reaches_the_app_host_and_its_answer_comes_back()
    {
        await using var host = await ScriptedAppHost.StartAsync(SampleResources.Application());
        host.CommandAnswer = new() { Succeeded = false, Error = "It is stopping already." };
        using var client = Client(host, ScriptedAppHost.ApiKey);

        var answer = await client.ExecuteCommandAsync("oj-sandbox", "stop", CancellationToken.None);

        Assert.Equal("It is stopping already.", answer.Error);
        Assert.Equal(("oj-sandbox", "stop"), (host.NextCommand() is var command) ? (command.ResourceId, command.CommandName) : default);
    }

    [Fact]
    public async Task A_log_is_told_from_its_beginning_after_the_app_host_has_come_back()
    {
        await using var host = await ScriptedAppHost.StartAsync(SampleResources.Application());
        host.Write("oj-sandbox", "before");
        using var client = Client(host, ScriptedAppHost.ApiKey);
        await using var session = new LogSession(
            new ConsoleLogReader(client, TimeProvider.System, NullLogger<ConsoleLogReader>.Instance), 100);
        await session.FollowAsync(["oj-sandbox"]);
        await UntilAsync(() => session.Buffer.Total == 1);

        await host.StopAsync();
        await host.StartAgainAsync();
        host.Write("oj-sandbox", "after", isError: true);

        await UntilAsync(() => session.Buffer.Total == 2);
        Assert.Equal([("before", false), ("after", true)], session.Buffer.Snapshot().Lines.Select(line => (line.Text, line.IsError)));
    }

    private static ResourceServiceClient Client(ScriptedAppHost host, string key) => new(
        Options.Create(new ResourceServiceOptions { EndpointUrl = host.Address, AuthMode = ResourceServiceAuthMode.ApiKey, ApiKey = key }), NullLoggerFactory.Instance);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>A watcher at work on a store.</summary>
    private sealed class Watch : IAsyncDisposable
    {
        private readonly ResourceServiceClient _client;
        private readonly ResourceStore _store = new();
        private readonly ResourceWatcher _watcher;

        private Watch(ScriptedAppHost host)
        {
            _client = Client(host, ScriptedAppHost.ApiKey);
            _watcher = new ResourceWatcher(_client, _store, TimeProvider.System, NullLogger<ResourceWatcher>.Instance);
        }

        public static async Task<Watch> StartAsync(ScriptedAppHost host)
        {
            var watch = new Watch(host);
            await watch._watcher.StartAsync(CancellationToken.None);
            return watch;
        }

        public async Task<ResourceServiceState> UntilAsync(Func<ResourceServiceState, bool> holds)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
            await foreach (var state in _store.WatchAsync(patience.Token))
            {
                if (holds(state))
                {
                    return state;
                }
            }
            throw new InvalidOperationException("The store ended its stream.");
        }

        public async ValueTask DisposeAsync()
        {
            await _watcher.StopAsync(CancellationToken.None);
            _watcher.Dispose();
            _client.Dispose();
        }
    }
}
