using YamlDotNet.RepresentationModel;

namespace OjAspire.Manifests;

/// <summary>One Kubernetes object.</summary>
/// <param name="Resource">The resource of the application that it belongs to.</param>
/// <param name="Content">The object.</param>
internal sealed record ChartObject(string Resource, YamlMappingNode Content)
{
    public string Kind => Text(Content["kind"]);

    public string Name
    {
        get => Text(Metadata["name"]);
        set => Metadata.Children["name"] = Quoted(value);
    }

    /// <summary>Images of its containers, each with its tag.</summary>
    public IEnumerable<string> Images => Kind == "Deployment"
        ? ((YamlSequenceNode)Content["spec"]["template"]["spec"]["containers"]).Select(container => Text(container["image"]))
        : [];

    private YamlMappingNode Metadata => (YamlMappingNode)Content["metadata"];

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    public static YamlScalarNode Quoted(string value) => new(value) { Style = YamlDotNet.Core.ScalarStyle.DoubleQuoted };
}
