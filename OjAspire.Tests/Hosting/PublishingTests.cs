using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;
using OjAspire.Tests.Processes;

namespace OjAspire.Tests.Hosting;

/// <summary>What the embedded engine publishes, against what the real Aspire 13.5.2 wrote for the very same application host.</summary>
public sealed class PublishingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oj-publish-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_manifest_of_the_sketch_is_the_one_that_aspire_wrote()
    {
        var (code, _) = await PublishAsync("--publisher", "manifest", "--output-path", "aspire-manifest.json");

        Assert.Equal(0, code);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Expected, "aspire-manifest.json")),
            await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "aspire-manifest.json")));
    }

    [Fact]
    public async Task The_chart_of_the_sketch_is_the_one_that_aspire_wrote()
    {
        var (code, _) = await PublishAsync("--operation", "publish", "--step", "publish", "--output-path", "chart");

        Assert.Equal(0, code);
        var expected = Path.Combine(Expected, "chart");
        var written = Path.Combine(_folder.FullName, "chart");
        Assert.Equal(Files(expected), Files(written));
        Assert.All(Files(expected), file => Assert.Equal(
            File.ReadAllBytes(Path.Combine(expected, file)), File.ReadAllBytes(Path.Combine(written, file))));
    }

    [Theory]
    [InlineData("--output-path", "--publisher", "manifest")]
    [InlineData("There is no publisher 'docker'", "--publisher", "docker", "--output-path", "out")]
    [InlineData("There is no step 'deploy'", "--operation", "publish", "--step", "deploy", "--output-path", "out")]
    public async Task What_cannot_be_published_is_said_in_one_sentence(string sentence, params string[] arguments)
    {
        var (code, output) = await PublishAsync(arguments);

        Assert.Equal(1, code);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task Two_objects_of_one_name_are_refused_because_the_second_would_replace_the_first()
    {
        var refused = await RefusedAsync(project => project.PublishAsKubernetesService(
            resource => resource.AdditionalResources.Add(new ConfigMap { Metadata = { Name = SampleService.Name + "-deployment" } })));

        Assert.Contains($"'{SampleService.Name}-deployment'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_that_would_be_missing_is_refused() =>
        Assert.Contains("WithDashboard(false)", (await RefusedAsync(_ => { }, dashboard: true)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_endpoint_without_a_target_port_is_refused() =>
        Assert.Contains("targetPort", (await RefusedAsync(project => project.WithHttpEndpoint(name: "open"))).Message, StringComparison.Ordinal);

    private static string Sketch => typeof(PublishingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PublishSketch").Value!;

    private static string Expected => Path.GetFullPath(Path.Combine(Sketch, "../../../../expected"));

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    private async Task<DistributedApplicationException> RefusedAsync(Action<IResourceBuilder<ProjectResource>> with, bool dashboard = false)
    {
        var builder = DistributedApplication.CreateBuilder(["--operation", "publish", "--output-path", Path.Combine(_folder.FullName, "chart")]);
        builder.AddKubernetesEnvironment("cluster").WithDashboard(dashboard);
        with(builder.AddProject<SampleService>(SampleService.Name, launchProfileName: null));
        await using var app = builder.Build();
        return await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync());
    }

    private async Task<(int Code, string Output)> PublishAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(ProcessCluster.Dotnet, [Sketch, .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(SampleApplication.Patience);
        return (process.ExitCode, await output + await errors);
    }
}
