using System.Globalization;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace OjAspire.Manifests;

/// <summary>Writes objects as a folder that <c>kubectl apply -k</c> takes.</summary>
internal static class KustomizeWriter
{
    private const string Notice = "# Generated from the application host by ./publish.sh; changes here are lost.\n";

    /// <summary>Replaces the generated files; others (overlays) stay.</summary>
    /// <returns>How many objects there are.</returns>
    public static int Write(IReadOnlyList<ChartObject> objects, IReadOnlyList<ChartObject> secrets, string chartNamespace, string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["namespace.yaml"] = Namespace(chartNamespace) };
        foreach (var each in objects)
        {
            files.Add(PathOf(each), Notice + Text(each.Content));
        }

        foreach (var (path, text) in files)
        {
            Save(Path.Combine(folder, path), text);
        }

        Save(Path.Combine(folder, "kustomization.yaml"), Kustomization(chartNamespace, files.Keys));
        Save(Path.Combine(folder, "secrets.template.yaml"), SecretsTemplate(secrets, chartNamespace));
        return files.Count;
    }

    private static string PathOf(ChartObject each)
    {
        var prefix = each.Resource + "-";
        var name = each.Kind == "Deployment" ? "deployment"
            : each.Name == each.Resource ? each.Kind.ToLowerInvariant()
            : each.Name.StartsWith(prefix, StringComparison.Ordinal) ? each.Name[prefix.Length..]
            : each.Name;
        return Path.Combine(each.Resource, name + ".yaml");
    }

    private static string Namespace(string name) =>
        Notice + $"""
            apiVersion: "v1"
            kind: "Namespace"
            metadata:
              name: "{name}"

            """;

    private static string Kustomization(string chartNamespace, IEnumerable<string> files)
    {
        var text = new StringBuilder(Notice);
        text.Append("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
        text.Append(CultureInfo.InvariantCulture, $"namespace: {chartNamespace}\nresources:\n");
        foreach (var file in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {file}\n");
        }

        return text.ToString();
    }

    private static string SecretsTemplate(IReadOnlyList<ChartObject> secrets, string chartNamespace)
    {
        var text = new StringBuilder("# What the Secrets look like. Fill the values in a copy outside the repository and apply that; see docs/kubernetes.md.\n");
        foreach (var secret in secrets)
        {
            ((YamlMappingNode)secret.Content["metadata"]).Children["namespace"] = ChartObject.Quoted(chartNamespace);
            text.Append("---\n").Append(Text(secret.Content));
        }

        return text.ToString();
    }

    private static string Text(YamlMappingNode content)
    {
        var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(content)).Save(text, assignAnchors: false);

        // The stream ends each document with a marker of its own.
        var written = text.ToString();
        return written.EndsWith("...\n", StringComparison.Ordinal) ? written[..^4] : written;
    }

    private static void Save(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
