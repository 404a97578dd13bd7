using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OjAspire.Tests.Hosting;

public sealed class TestingBuilderTests
{
    private static readonly string[] Small = ["--Oj:ApiReplicas=1", "--Oj:SandboxReplicas=1"];

    [Fact]
    public async Task Two_applications_run_side_by_side_on_ports_of_their_own()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();

        Assert.NotEqual(first.GetEndpoint("oj-api-server"), second.GetEndpoint("oj-api-server"));
        using var client = second.CreateHttpClient("oj-api-server");
        using var health = await client.GetAsync("/health");
        Assert.True(health.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Sandboxes_get_the_replica_list_and_the_join_token_but_no_store()
    {
        await using var app = await StartAsync();
        var api = await app.ResourceNotifications.WaitForResourceHealthyAsync("oj-api-server").WaitAsync(SampleApplication.Patience, TimeProvider.System);
        var sandbox = await app.ResourceNotifications.WaitForResourceAsync("oj-sandbox", now => now.Snapshot.HealthStatus == HealthStatus.Healthy)
            .WaitAsync(SampleApplication.Patience, TimeProvider.System);

        Assert.StartsWith("Data Source=", Variable(api, "ConnectionStrings__oj"), StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Snapshot.EnvironmentVariables, variable => variable.Name.StartsWith("ConnectionStrings", StringComparison.Ordinal));
        Assert.Equal(Variable(api, "Oj__JoinToken"), Variable(sandbox, "Oj__JoinToken"));
        Assert.Equal("http://oj-api-server", Variable(sandbox, "SCHEDULER_ADDRESS"));
        var listed = await ListedAsync(Variable(sandbox, "Oj__ReplicaList")!, count: 1);
        Assert.Equal([Variable(api, "ASPNETCORE_URLS")!], listed);
    }

    [Fact]
    public async Task Options_out_of_range_end_the_program_before_it_builds_anything()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => DistributedApplicationTestingBuilder.CreateAsync<Projects.OjAspire_AppHost>(["--Oj:Port=70000"]));

        Assert.Contains("it returned 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_may_change_the_application_before_it_is_built()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.OjAspire_AppHost>(Small);
        var created = false;
        builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) =>
        {
            created = true;
            return Task.CompletedTask;
        });
        Assert.True(builder.Resources.TryGetByName("oj-api-server", out var api));
        builder.CreateResourceBuilder((ProjectResource)api).WithReplicas(2);
        await using var app = await builder.BuildAsync();

        await app.StartAsync();

        Assert.True(created);
        HashSet<string> replicas = [];
        await app.ResourceNotifications.WaitForResourceAsync("oj-api-server", now => replicas.Add(now.ResourceId) && replicas.Count == 2)
            .WaitAsync(SampleApplication.Patience, TimeProvider.System);
        await app.StopAsync();
    }

    [Fact]
    public void The_build_generates_a_class_for_the_host_and_one_for_each_project()
    {
        Assert.Equal("OjAspire.AppHost", Path.GetFileName(Projects.OjAspire_AppHost.ProjectPath));
        Assert.True(File.Exists(new Projects.OjApi().ProjectPath));
        Assert.Equal("OjSandbox.csproj", Path.GetFileName(new Projects.OjSandbox().ProjectPath));
    }

    private static async Task<DistributedApplication> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.OjAspire_AppHost>(Small);
        var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("oj-api-server").WaitAsync(SampleApplication.Patience, TimeProvider.System);
        return app;
    }

    private static async Task<string[]> ListedAsync(string path, int count)
    {
        using var patience = new CancellationTokenSource(SampleApplication.Patience, TimeProvider.System);
        while (true)
        {
            var listed = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(path, patience.Token))!;
            if (listed.Length == count)
            {
                return listed;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    private static string? Variable(ResourceEvent replica, string name) =>
        replica.Snapshot.EnvironmentVariables.SingleOrDefault(variable => variable.Name == name)?.Value;
}
