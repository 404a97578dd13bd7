using YamlDotNet.RepresentationModel;

namespace OjAspire.Manifests;

/// <summary>Writes objects as a folder that <c>kubectl apply -k</c> takes.</summary>
internal static class KustomizeWriter
{
    // A folder of its own: kustomize refuses an overlay that lies within what it builds on.
    private const string Base = "base";

    private const string Notice = "# Generated from the application host by ./publish.sh; changes here are lost.\n";

    /// <summary>Replaces the generated files, also those that there is no object for any more; what others wrote (overlays) stays.</summary>
    /// <returns>How many objects there are.</returns>
    public static int Write(IReadOnlyList<ChartObject> objects, IReadOnlyList<ChartObject> secrets, string chartNamespace, string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["namespace.yaml"] = Notice + Kustomization.Namespace(chartNamespace) };
        foreach (var each in objects)
        {
            files.Add(PathOf(each), Notice + Text(each.Content));
        }

        RemoveGenerated(folder);
        foreach (var (path, text) in files)
        {
            Save(Path.Combine(folder, Base, path), text);
        }

        Save(Path.Combine(folder, Base, Kustomization.File), Notice + Kustomization.Of(chartNamespace, files.Keys, objects));
        Save(Path.Combine(folder, Kustomization.File), Notice + Kustomization.Of(Base));
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

    private static void RemoveGenerated(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories))
        {
            if (File.ReadAllText(file).StartsWith(Notice, StringComparison.Ordinal))
            {
                File.Delete(file);
            }
        }
    }

    private static string SecretsTemplate(IReadOnlyList<ChartObject> secrets, string chartNamespace) =>
        Kustomization.SecretsNotice + string.Join("---\n", secrets.Select(secret =>
        {
            ((YamlMappingNode)secret.Content["metadata"]).Children["namespace"] = ChartObject.Quoted(chartNamespace);
            return Text(secret.Content);
        }));

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
