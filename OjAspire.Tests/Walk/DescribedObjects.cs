using OjAspire.ClusterSim.Manifests;
using OjAspire.Tests.Structure;
using YamlDotNet.RepresentationModel;

namespace OjAspire.Tests.Walk;

/// <summary>Everything below k8s/: what can be applied, and the templates of what is made by hand.</summary>
internal static class DescribedObjects
{
    private static readonly YamlNode[] All = [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "k8s"), "*.yaml", SearchOption.AllDirectories)
        .SelectMany(Yaml.Read).Where(each => each.At("metadata", "name") is not null)];

    /// <summary>Kind and name of each.</summary>
    public static IReadOnlyCollection<(string Kind, string Name)> Names { get; } =
        [.. All.Select(each => (each.Text("kind"), each.Text("metadata", "name")))];

    /// <summary>Every label that an object has or asks for, as <c>-l</c> has it; and that by which EndpointSlices belong to a Service.</summary>
    public static IReadOnlyCollection<string> Labels { get; } =
    [
        .. All.SelectMany(Mappings).SelectMany(node => new[] { "labels", "matchLabels" }.SelectMany(key => node.Pairs(key))).Select(label => $"{label.Key}={label.Value}"),
        .. Names.Where(each => each.Kind == "Service").Select(service => $"kubernetes.io/service-name={service.Name}"),
    ];

    /// <summary>Names of the containers of a Deployment.</summary>
    public static IEnumerable<string> Containers(string deployment) =>
        All.Where(each => each.Text("kind") == "Deployment" && each.Text("metadata", "name") == deployment)
            .SelectMany(each => each.Items("spec", "template", "spec", "containers")).Select(container => container.Text("name"));

    /// <summary>The keys of a Secret, as its template has them.</summary>
    public static IEnumerable<string> Keys(string secret) =>
        All.Single(each => each.Text("kind") == "Secret" && each.Text("metadata", "name") == secret).Pairs("stringData").Keys;

    private static IEnumerable<YamlNode> Mappings(YamlNode node) => node.AllNodes.Where(each => each is YamlMappingNode);
}
