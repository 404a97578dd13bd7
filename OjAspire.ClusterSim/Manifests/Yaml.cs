using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace OjAspire.ClusterSim.Manifests;

/// <summary>Reading YAML documents by path, where what is absent may be absent.</summary>
internal static class Yaml
{
    /// <summary>The documents of a file.</summary>
    public static IReadOnlyList<YamlNode> Read(string file)
    {
        using var reader = File.OpenText(file);
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>What is at a path of keys; none where a key is missing.</summary>
    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = node is YamlMappingNode mapping && mapping.Children.TryGetValue(key, out var child) ? child : null;
        }

        return node;
    }

    /// <summary>The text of a value that has to be there.</summary>
    /// <exception cref="InvalidDataException">It is not there.</exception>
    public static string Text(this YamlNode? node, params ReadOnlySpan<string> path) => node.At(path) is YamlScalarNode { Value: { } value }
        ? value
        : throw new InvalidDataException($"{string.Join('.', path)} is missing.");

    /// <summary>A number that may be missing.</summary>
    public static int Number(this YamlNode? node, string key, int otherwise) =>
        node.At(key) is null ? otherwise : int.Parse(node.Text(key), CultureInfo.InvariantCulture);

    /// <summary>The elements of a list; none when it is missing.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? node, params ReadOnlySpan<string> path) => node.At(path) as YamlSequenceNode ?? [];

    /// <summary>Keys and values; none when the mapping is missing.</summary>
    public static Dictionary<string, string> Pairs(this YamlNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is YamlMappingNode mapping ? mapping.ToDictionary(pair => pair.Key.Text(), pair => pair.Value.Text()) : [];
}
