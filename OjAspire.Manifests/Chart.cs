using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OjAspire.Manifests;

/// <summary>A published Helm chart, rendered with the values that it comes with.</summary>
/// <param name="Objects">Its objects, each with the resource that it belongs to.</param>
internal sealed partial record Chart(IReadOnlyList<ChartObject> Objects)
{
    private const string ReleaseName = "oj";

    /// <summary>Reads and renders a chart.</summary>
    /// <exception cref="InvalidDataException">There is none, or a template holds more than references to values.</exception>
    public static Chart Read(string folder)
    {
        var templates = Path.Combine(folder, "templates");
        if (!Directory.Exists(templates))
        {
            throw new InvalidDataException($"'{folder}' holds no Helm chart: there is no folder 'templates' in it.");
        }

        var chart = Mapping(File.ReadAllText(Path.Combine(folder, "Chart.yaml")));
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [".Chart.Name"] = ((YamlScalarNode)chart["name"]).Value!,
            [".Release.Name"] = ReleaseName,
        };
        Collect(Mapping(File.ReadAllText(Path.Combine(folder, "values.yaml"))), ".Values", values);
        return new(
        [
            .. Directory.GetFiles(templates, "*.yaml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => new ChartObject(Path.GetFileName(Path.GetDirectoryName(file)!), Mapping(Rendered(file, values)))),
        ]);
    }

    private static string Rendered(string file, Dictionary<string, string> values) => Expression().Replace(
        File.ReadAllText(file),
        match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidDataException($"'{file}': '{match.Value}' is not a value of the chart."));

    private static YamlMappingNode Mapping(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static void Collect(YamlNode node, string path, Dictionary<string, string> values)
    {
        if (node is YamlMappingNode mapping)
        {
            foreach (var (key, value) in mapping.Children)
            {
                Collect(value, $"{path}.{((YamlScalarNode)key).Value}", values);
            }
        }
        else
        {
            values[path] = ((YamlScalarNode)node).Value ?? "";
        }
    }

    [GeneratedRegex(@"\{\{\s*(.*?)\s*\}\}")]
    private static partial Regex Expression();
}
