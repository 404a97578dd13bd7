using k8s.Models;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Publishing;

/// <summary>The overlay that docs/publishing.md tells operators to write.</summary>
[Collection(Publication.Name)]
public sealed class OwnOverlayTests(Publication publication)
{
    [Fact]
    public async Task The_overlay_of_the_page_chooses_images_and_parts()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "publishing.md"));
        var overlay = page.Split("```yaml\n").Select(part => part.Split("```")[0]).Single(part => part.Contains("kind: Kustomization", StringComparison.Ordinal));
        var folder = Directory.CreateDirectory(Path.Combine(publication.Files.Folder, "own")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "kustomization.yaml"),
            overlay.Replace("../OjAspire", Path.GetRelativePath(folder, SourceTree.Root), StringComparison.Ordinal));

        var objects = KubernetesObjects.Read((await KubernetesTools.KubectlAsync("kustomize", folder)).Succeeded());

        Assert.Equal(
            ["registry.example.org/oj-api-server:1.0.0", "registry.example.org/oj-sandbox:1.0.0"],
            objects.All<V1Deployment>().Select(each => each.Spec.Template.Spec.Containers[0].Image).Where(image => image.StartsWith("registry", StringComparison.Ordinal)));
        Assert.Equal(["oj-postgres"], objects.All<V1StatefulSet>().Select(each => each.Metadata.Name));
        Assert.Equal("http://oj-dashboard:4317", objects.One<V1ConfigMap>("oj-api-config").Data["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }
}
