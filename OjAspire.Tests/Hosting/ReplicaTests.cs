using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OjAspire.Tests.Hosting;

public sealed class ReplicaTests : IAsyncLifetime
{
    private SampleApplication _application = null!;

    public async Task InitializeAsync() => _application = await SampleApplication.StartAsync(replicas: 2);

    public Task DisposeAsync() => _application.DisposeAsync().AsTask();

    [Fact]
    public async Task A_killed_replica_is_started_again_and_meanwhile_the_other_answers_every_request()
    {
        var replicas = await _application.HealthyAsync(2);
        var victim = replicas[0];
        var killed = ProcessId(victim.Snapshot);
        using var client = new HttpClient { BaseAddress = _application.Address };

        Process.GetProcessById(killed).Kill();
        var back = _application.BecomesAsync(victim.ResourceId, now => now.HealthStatus == HealthStatus.Healthy && ProcessId(now) != killed);
        while (!back.IsCompleted)
        {
            await _application.AskAsync(client);
        }

        var after = (await back).Snapshot;
        using var own = _application.OwnClient(await back);
        Assert.Equal(ProcessId(after), (await _application.AskAsync(own)).ProcessId);
    }

    [Fact]
    public async Task A_crash_is_reported_with_its_exit_code()
    {
        var victim = (await _application.HealthyAsync(2))[0];
        var crash = _application.BecomesAsync(victim.ResourceId, now => now.State?.Text == KnownResourceStates.Exited);
        using var own = _application.OwnClient(victim);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => own.PostAsync("/exit?code=3", null));

        Assert.Equal(3, (await crash).Snapshot.ExitCode);
    }

    [Fact]
    public async Task A_stopped_replica_stays_stopped_takes_no_request_and_starts_on_command()
    {
        var replicas = await _application.HealthyAsync(2);
        var (stopped, other) = (replicas[0].ResourceId, ProcessId(replicas[1].Snapshot));
        var commands = _application.App.ResourceCommands;

        Assert.True((await commands.ExecuteCommandAsync(stopped, "stop")).Success);

        Assert.True(_application.Notifications.TryGetCurrentState(stopped, out var now));
        Assert.Equal(KnownResourceStates.Finished, now.Snapshot.State?.Text);
        Assert.Null(now.Snapshot.HealthStatus);
        using var client = new HttpClient { BaseAddress = _application.Address };
        Assert.Equal([other, other, other], [await WhoAsync(client), await WhoAsync(client), await WhoAsync(client)]);
        Assert.False((await commands.ExecuteCommandAsync(stopped, KnownResourceCommands.StopCommand)).Success);

        Assert.True((await commands.ExecuteCommandAsync(stopped, KnownResourceCommands.StartCommand)).Success);
        await _application.HealthyAsync(2);
    }

    [Fact]
    public async Task A_restart_gives_a_new_process_under_the_same_id()
    {
        var replica = (await _application.HealthyAsync(2))[0];

        Assert.True((await _application.App.ResourceCommands.ExecuteCommandAsync(replica.ResourceId, "restart")).Success);

        var after = await _application.BecomesAsync(replica.ResourceId, now => now.HealthStatus == HealthStatus.Healthy);
        Assert.NotEqual(ProcessId(replica.Snapshot), ProcessId(after.Snapshot));
    }

    [Fact]
    public async Task The_name_of_several_replicas_names_none_of_them()
    {
        await _application.HealthyAsync(2);

        Assert.False(_application.Notifications.TryGetCurrentState(SampleService.Name, out _));
        Assert.False((await _application.App.ResourceCommands.ExecuteCommandAsync(SampleService.Name, "stop")).Success);
    }

    [Fact]
    public async Task Each_replica_has_its_own_snapshot_with_its_own_port_and_the_shared_address()
    {
        var replicas = await _application.HealthyAsync(2);

        Assert.Equal(2, replicas.Select(replica => Variable(replica, "ASPNETCORE_URLS")).Distinct().Count());
        Assert.Equal(2, replicas.Select(replica => Variable(replica, "OTEL_RESOURCE_ATTRIBUTES")).Distinct().Count());
        Assert.All(replicas, replica =>
        {
            Assert.StartsWith("sample-", replica.ResourceId, StringComparison.Ordinal);
            Assert.Equal("sample", Variable(replica, "OTEL_SERVICE_NAME"));
            Assert.Equal($"http://localhost:{_application.Address.Port}", replica.Snapshot.Urls.Single().Url);
        });
    }

    [Fact]
    public async Task What_a_replica_writes_can_be_read()
    {
        var replica = (await _application.HealthyAsync(2))[0];
        using var own = _application.OwnClient(replica);
        await own.PostAsync("/say?text=first", null);
        await own.PostAsync("/say?text=second", null);

        List<string> read = [];
        using var patience = new CancellationTokenSource(SampleApplication.Patience, TimeProvider.System);
        await foreach (var batch in _application.Get<ResourceLoggerService>().WatchAsync(replica.ResourceId).WithCancellation(patience.Token))
        {
            read.AddRange(batch.Select(line => line.Content));
            if (read.Count >= 2)
            {
                break;
            }
        }

        Assert.Equal(["first", "second"], read);
    }

    private async Task<int> WhoAsync(HttpClient client) => (await _application.AskAsync(client)).ProcessId;

    private static int ProcessId(CustomResourceSnapshot snapshot) =>
        int.Parse((string)snapshot.Properties.Single(property => property.Name == "executable.pid").Value!, null);

    private static string? Variable(ResourceEvent replica, string name) =>
        replica.Snapshot.EnvironmentVariables.Single(variable => variable.Name == name).Value;
}
