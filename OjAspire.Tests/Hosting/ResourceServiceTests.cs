extern alias hosting;

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Grpc.Core;
using Grpc.Net.Client;
using hosting::OjAspire.ResourceService;
using OjAspire.Hosting.ResourceService;
using Resource = hosting::OjAspire.ResourceService.Resource;
using Client = hosting::OjAspire.ResourceService.ResourceService.ResourceServiceClient;

namespace OjAspire.Tests.Hosting;

public sealed class ResourceServiceTests : IAsyncLifetime
{
    private const string Secret = "PASSWORD";

    private SampleApplication _application = null!;
    private GrpcChannel _channel = null!;
    private Metadata _key = null!;
    private Client _client = null!;

    public async Task InitializeAsync()
    {
        _application = await SampleApplication.StartAsync(replicas: 2, with: resource => resource
            .WithUrlForEndpoint("http", url => url.DisplayText = "Sample")
            .WithEnvironment(Secret, resource.ApplicationBuilder.AddParameter("password", new GenerateParameterDefault(), secret: true)));
        var service = _application.Get<ResourceServiceHost>();
        _channel = GrpcChannel.ForAddress(await service.StartAsync(CancellationToken.None));
        _client = new(_channel);
        _key = new() { { "x-resource-service-api-key", service.ApiKey } };
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _application.DisposeAsync();
    }

    [Fact]
    public async Task A_call_without_the_key_is_refused()
    {
        var unary = await Assert.ThrowsAsync<RpcException>(() => _client.GetApplicationAsync(new()).ResponseAsync);
        using var watch = _client.WatchResources(new(), new Metadata { { "x-resource-service-api-key", "wrong" } });
        var streaming = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal((StatusCode.Unauthenticated, StatusCode.Unauthenticated), (unary.StatusCode, streaming.StatusCode));
    }

    [Fact]
    public async Task A_watch_begins_with_every_resource_and_goes_on_with_what_changes()
    {
        using var watch = _client.WatchResources(new(), _key);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        var initial = watch.ResponseStream.Current.Initial.Resources;
        var replica = initial.First(resource => resource.Name == SampleService.Name);

        Assert.Equal(2, initial.Count(resource => resource.Name == SampleService.Name));
        Assert.Contains(initial, resource => resource is { Name: "password", Type: "Parameter" } && resource.Properties.Single().IsSecret);
        Assert.Equal(("Running", "success", "Healthy"), (replica.State, replica.StateStyle, replica.Health));
        Assert.Equal("Sample", replica.Urls.Single().DisplayText);
        Assert.True(replica.Environment.Single(variable => variable.Name == Secret).IsSecret);
        Assert.Equal(["stop", "restart"], replica.Commands.Select(command => command.Name));

        var stopped = await _client.ExecuteCommandAsync(new() { ResourceId = replica.Id, CommandName = "stop" }, _key);

        Assert.True(stopped.Succeeded, stopped.Error);
        Resource changed;
        do
        {
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
            changed = watch.ResponseStream.Current.Changed;
        }
        while (changed.Id != replica.Id || changed.State != "Finished");
        Assert.NotNull(changed.StoppedAt);
        Assert.Contains(changed.Commands, command => command is { Name: "start", IsEnabled: true });
    }

    [Fact]
    public async Task A_command_that_cannot_run_now_says_why()
    {
        var replica = (await _application.HealthyAsync(2))[0].ResourceId;

        var refused = await _client.ExecuteCommandAsync(new() { ResourceId = replica, CommandName = "start" }, _key);

        Assert.False(refused.Succeeded);
        Assert.Contains("Running", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_logs_begin_with_the_past_and_follow_without_gaps()
    {
        var begin = TimeProvider.System.GetUtcNow();
        var replica = (await _application.HealthyAsync(2))[0];
        using var own = _application.OwnClient(replica);
        await own.PostAsync("/say?text=past", null);
        using var watch = _client.WatchConsoleLogs(new() { ResourceId = replica.ResourceId }, _key);
        var lines = Lines(watch.ResponseStream).GetAsyncEnumerator();

        Assert.Equal((1, "past"), await NextAsync());
        await own.PostAsync("/say?text=present", null);
        Assert.Equal((2, "present"), await NextAsync());

        async Task<(long Number, string Text)> NextAsync()
        {
            Assert.True(await lines.MoveNextAsync().AsTask().WaitAsync(SampleApplication.Patience, TimeProvider.System));
            Assert.InRange(lines.Current.WrittenAt.ToDateTimeOffset(), begin, TimeProvider.System.GetUtcNow());
            return (lines.Current.Number, lines.Current.Text);
        }
    }

    private static async IAsyncEnumerable<ConsoleLogLine> Lines(IAsyncStreamReader<ConsoleLogBatch> stream)
    {
        while (await stream.MoveNext(CancellationToken.None))
        {
            foreach (var line in stream.Current.Lines)
            {
                yield return line;
            }
        }
    }
}
