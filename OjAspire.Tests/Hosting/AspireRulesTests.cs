using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Tests.Hosting;

/// <summary>What the real Aspire was seen to do with application hosts like ours, and a user of the embedded engine therefore expects.</summary>
public sealed class AspireRulesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oj-rules-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_probe_is_a_health_check_already_and_a_second_one_of_the_same_path_is_refused()
    {
        var sample = Sample(DistributedApplication.CreateBuilder([]));
        sample.WithHttpProbe(ProbeType.Readiness, "/health").WithHttpProbe(ProbeType.Liveness, "/alive");

        var check = Assert.Throws<DistributedApplicationException>(() => sample.WithHttpHealthCheck("/health"));
        var probe = Assert.Throws<DistributedApplicationException>(() => sample.WithHttpProbe(ProbeType.Startup, "/alive"));

        Assert.Equal("Resource 'sample' already has a health check with key 'sample_http_/health_200_check'.", check.Message);
        Assert.Equal("Resource 'sample' already has a health check with key 'sample_http_/alive_200_check'.", probe.Message);
        sample.WithHttpHealthCheck("/health", statusCode: 204);
    }

    [Theory]
    [InlineData(false, "project.v0")]
    [InlineData(true, "project.v1")]
    public async Task The_manifest_has_another_version_of_projects_with_a_kubernetes_environment(bool withCluster, string type)
    {
        var path = Path.Combine(_folder.FullName, "manifest.json");

        await PublishAsync(["--publisher", "manifest", "--output-path", path], withCluster);

        Assert.Equal(type, JsonNode.Parse(await File.ReadAllTextAsync(path))!["resources"]!["sample"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("--publisher", "manifest")]
    [InlineData("--operation", "publish")]
    public async Task A_kubernetes_service_without_a_kubernetes_environment_is_refused_whatever_is_published(string option, string value)
    {
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => PublishAsync(
            [option, value, "--output-path", Path.Combine(_folder.FullName, "out")],
            withCluster: false,
            with: sample => sample.PublishAsKubernetesService(_ => { })));

        Assert.StartsWith("Resource 'sample' is configured to publish as a Kubernetes service", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_chart_leaves_open_what_has_no_value_and_hides_what_is_secret()
    {
        await PublishAsync(["--operation", "publish", "--output-path", _folder.FullName], withCluster: true, with: sample => sample
            .WithEnvironment("OPEN", sample.ApplicationBuilder.AddParameter("open-one"))
            .WithEnvironment("HIDDEN", sample.ApplicationBuilder.AddParameter("hidden", new GenerateParameterDefault(), secret: true)));

        var values = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "values.yaml"));
        Assert.Contains("secrets:\n  sample:\n    hidden: \"\"\n", values, StringComparison.Ordinal);
        Assert.Contains("    open_one: \"\"\n", values, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_alone_makes_no_probe_and_an_external_endpoint_no_other_service()
    {
        await PublishAsync(
            ["--operation", "publish", "--output-path", _folder.FullName],
            withCluster: true,
            with: sample => sample.WithHttpHealthCheck("/health").WithExternalHttpEndpoints());

        var templates = Path.Combine(_folder.FullName, "templates", "sample");
        Assert.DoesNotContain("Probe", await File.ReadAllTextAsync(Path.Combine(templates, "deployment.yaml")), StringComparison.Ordinal);
        Assert.Contains("type: \"ClusterIP\"", await File.ReadAllTextAsync(Path.Combine(templates, "service.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_replicas_cannot_do_without_the_proxy()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => SampleApplication.StartAsync(
            replicas: 2, with: resource => resource.WithHttpEndpoint(name: "own", isProxied: false)));

        Assert.Contains("proxy-less endpoint 'own'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_with_a_variable_of_its_own_is_not_among_the_addresses_and_nobody_sets_the_environments_name()
    {
        await using var application = await SampleApplication.StartAsync(
            with: resource => resource.WithHttpEndpoint(name: "second", env: "SECOND_PORT"));
        var variables = (await application.HealthyAsync(1)).Single().Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value!);

        Assert.DoesNotContain(variables["SECOND_PORT"], variables["ASPNETCORE_URLS"], StringComparison.Ordinal);
        Assert.DoesNotContain("ASPNETCORE_ENVIRONMENT", variables.Keys);
    }

    private static IResourceBuilder<ProjectResource> Sample(IDistributedApplicationBuilder builder) =>
        builder.AddProject<SampleService>(SampleService.Name, launchProfileName: null).WithHttpEndpoint(port: 3001, targetPort: 3001);

    private static async Task PublishAsync(string[] arguments, bool withCluster, Action<IResourceBuilder<ProjectResource>>? with = null)
    {
        var builder = DistributedApplication.CreateBuilder(arguments);
        if (withCluster)
        {
            builder.AddKubernetesEnvironment("cluster").WithDashboard(false);
        }

        var sample = Sample(builder);
        with?.Invoke(sample);
        await using var app = builder.Build();
        await app.StartAsync();
    }
}
