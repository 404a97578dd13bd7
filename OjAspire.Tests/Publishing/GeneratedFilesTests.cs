using System.Text.Json.Nodes;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Publishing;

/// <summary>What is committed is what the application host publishes, on every machine the same.</summary>
[Collection(Publication.Name)]
public sealed class GeneratedFilesTests(Publication publication)
{
    private const string Outdated = "differs from what the application host publishes: run ./publish.sh and commit what it writes.";

    [Fact]
    public void The_committed_manifest_is_the_published_one() =>
        Assert.True(publication.Files.ManifestAtTop == File.ReadAllText(Path.Combine(SourceTree.Root, "aspire-manifest.json")), $"aspire-manifest.json {Outdated}");

    [Fact]
    public void The_committed_folder_for_kubectl_is_the_published_one()
    {
        var committed = Path.Combine(SourceTree.Root, "k8s");
        string[] handWritten = ["components", "overlays"];

        Assert.Equal(
            PublishedFiles.Below(publication.Files.Kubernetes),
            PublishedFiles.Below(committed).Where(file => !handWritten.Contains(file.Split('/')[0])));
        Assert.All(PublishedFiles.Below(publication.Files.Kubernetes), file => Assert.True(
            File.ReadAllText(Path.Combine(publication.Files.Kubernetes, file)) == File.ReadAllText(Path.Combine(committed, file)), $"k8s/{file} {Outdated}"));
    }

    [Fact]
    public async Task Publishing_elsewhere_writes_the_same_and_neither_a_secret_nor_anything_outside_its_folder()
    {
        const string Token = "a token that must not be published";
        const string Store = "Host=store;Password=that must not be published";
        var place = Directory.CreateTempSubdirectory("oj-elsewhere-");
        string[] watched = [.. new[] { "work", "home", "tmp" }.Select(name => place.CreateSubdirectory(name).FullName)];
        try
        {
            var (again, printed) = await PublishedFiles.WriteAsync(Path.Combine(place.FullName, "published"), watched[0], new Dictionary<string, string>
            {
                ["HOME"] = watched[1],
                ["TMPDIR"] = watched[2],
                ["DOTNET_PROCESSOR_COUNT"] = "7",
                ["TZ"] = "Asia/Taipei",
                ["LC_ALL"] = "C",
                ["Parameters__join_token"] = Token,
                ["ConnectionStrings__oj"] = Store,
            });

            Assert.Equal(publication.Files.ManifestAtTop, again.ManifestAtTop);
            foreach (var (first, second) in new[] { (publication.Files.Chart, again.Chart), (publication.Files.Kubernetes, again.Kubernetes) })
            {
                Assert.Equal(PublishedFiles.Below(first), PublishedFiles.Below(second));
                Assert.All(PublishedFiles.Below(first), file => Assert.Equal(
                    File.ReadAllBytes(Path.Combine(first, file)), File.ReadAllBytes(Path.Combine(second, file))));
            }

            Assert.All(PublishedFiles.Below(again.Folder).Select(file => File.ReadAllText(Path.Combine(again.Folder, file))).Append(printed), text =>
            {
                Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
                Assert.DoesNotContain(Store, text, StringComparison.Ordinal);
            });
            Assert.All(watched, folder => Assert.Empty(Directory.GetFileSystemEntries(folder)));

            // Neither the banner nor the end of temporary files: nothing that belongs to a running application.
            Assert.DoesNotContain("StartupBanner", printed, StringComparison.Ordinal);
            Assert.DoesNotContain("Ctrl+C", printed, StringComparison.Ordinal);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_chart_has_the_layout_of_aspire()
    {
        Assert.Equal(["Chart.yaml", "values.yaml"], PublishedFiles.Below(publication.Files.Chart).Where(file => !file.Contains('/')));
        Assert.All(
            PublishedFiles.Below(publication.Files.Chart).Where(file => file.Contains('/')),
            file => Assert.Matches("^templates/(oj-api-server|oj-sandbox)/[a-z-]+\\.yaml$", file));
    }

    [Fact]
    public void Where_telemetry_goes_is_published_as_a_value_that_is_empty()
    {
        var manifest = JsonNode.Parse(publication.Files.ManifestAtTop)!["resources"]!;

        Assert.Equal("", (string?)manifest["otlp-endpoint"]!["inputs"]!["value"]!["default"]!["value"]);
        Assert.All(["oj-api-server", "oj-sandbox"], project =>
            Assert.Equal("{otlp-endpoint.value}", (string?)manifest[project]!["env"]!["OTEL_EXPORTER_OTLP_ENDPOINT"]));
        Assert.Contains("    otlp_endpoint: \"\"", File.ReadAllLines(Path.Combine(publication.Files.Chart, "values.yaml")));
    }
}
