using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OjAspire.Hosting.Orchestration;

namespace OjAspire.Tests.Hosting;

public sealed class StartAndStopTests
{
    [Fact]
    public async Task A_resource_that_waits_starts_only_when_every_replica_of_the_other_is_healthy()
    {
        var folder = Directory.CreateTempSubdirectory("oj-test-");
        var healthy = Path.Combine(folder.FullName, "healthy");
        IResourceBuilder<ProjectResource> sample = null!;
        await using var application = await SampleApplication.StartAsync(
            replicas: 2,
            with: resource => sample = resource.WithEnvironment("SAMPLE_HEALTH_FILE", healthy),
            and: builder => builder.AddProject<SampleService>("dependent", launchProfileName: null).WithHttpEndpoint().WaitFor(sample),
            wait: false);
        var notifications = application.Notifications;

        await notifications.WaitForResourceAsync("dependent", KnownResourceStates.Waiting).WaitAsync(SampleApplication.Patience, TimeProvider.System);
        await notifications.WaitForResourceAsync(SampleService.Name, now => now.Snapshot.HealthReports is [{ Description: { } answer }] && answer.Contains("503", StringComparison.Ordinal))
            .WaitAsync(SampleApplication.Patience, TimeProvider.System);
        Assert.True(notifications.TryGetCurrentState("dependent", out var waiting));
        Assert.Equal(KnownResourceStates.Waiting, waiting.Snapshot.State?.Text);

        await File.WriteAllTextAsync(healthy, "");
        await notifications.WaitForResourceAsync("dependent").WaitAsync(SampleApplication.Patience, TimeProvider.System);
        await application.HealthyAsync(2);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_process_that_does_not_end_when_asked_is_killed_after_the_grace_time()
    {
        var application = await SampleApplication.StartAsync(
            with: resource => resource.WithEnvironment("SAMPLE_STAYS", "1"), args: "--Engine:StopGraceSeconds=0.2");
        var replica = (await application.HealthyAsync(1)).Single();
        var ended = application.BecomesAsync(replica.ResourceId, now => now.State?.Text == KnownResourceStates.Finished);

        await application.App.StopAsync();

        Assert.Equal(128 + 9, (await ended).Snapshot.ExitCode);
        await application.DisposeAsync();
    }

    [Fact]
    public async Task Stopping_leaves_no_process_not_even_a_grandchild()
    {
        var application = await SampleApplication.StartAsync();
        using var client = new HttpClient { BaseAddress = application.Address };
        using var spawned = await client.PostAsync("/spawn", null);
        var grandchild = await spawned.Content.ReadAsStringAsync();
        Assert.True(Directory.Exists($"/proc/{grandchild}"));

        await application.DisposeAsync();

        await Processes.GoneAsync([int.Parse(grandchild, null)]);
    }

    [Fact]
    public void Who_waited_for_another_stops_before_it()
    {
        var (store, api, sandbox) = (new ProjectResource("store"), new ProjectResource("api"), new ProjectResource("sandbox"));
        api.Annotations.Add(new WaitAnnotation(store, WaitType.WaitUntilHealthy));
        sandbox.Annotations.Add(new WaitAnnotation(api, WaitType.WaitUntilHealthy));

        Assert.Equal<IReadOnlyList<ProjectResource>>([[sandbox], [api], [store]], StopOrder.Of([store, api, sandbox]));
    }

    [Fact]
    public async Task A_fixed_target_port_of_several_replicas_is_refused()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => SampleApplication.StartAsync(
            replicas: 2, with: resource => resource.WithHttpEndpoint(targetPort: 12345, name: "fixed")));

        Assert.Contains("TargetPort", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_port_that_is_in_use_is_named()
    {
        await using var first = await SampleApplication.StartAsync(wait: false);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => SampleApplication.StartAsync(
            with: resource => resource.WithHttpEndpoint(port: first.Address.Port, name: "taken")));

        Assert.Contains($"Port {first.Address.Port} of endpoint 'taken'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_without_a_value_is_named_before_anything_starts()
    {
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => SampleApplication.StartAsync(
            and: builder => builder.AddParameter("key", secret: true)));

        Assert.Contains("Parameters:key", refused.Message, StringComparison.Ordinal);
    }
}
