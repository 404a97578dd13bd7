using YamlDotNet.RepresentationModel;

namespace OjAspire.Manifests;

/// <summary>
/// Takes back what only a chart needs: in a chart every object of a resource has a name of its own, because the name is its file.
/// Here the Deployment has the name that operators type, and there is one ConfigMap that they edit. Secrets are left out: they are made
/// once, by hand, and must never be overwritten by applying these files again.
/// </summary>
internal static class PlainObjects
{
    private const string ConfigName = "oj-api-config";
    private const string ConfigResource = "";
    private const string DeploymentSuffix = "-deployment";

    public static IReadOnlyList<ChartObject> From(Chart chart)
    {
        ChartObject[] configs = [.. chart.Objects.Where(each => each.Kind == "ConfigMap")];
        ChartObject[] others = [.. chart.Objects.Where(each => each.Kind is not ("ConfigMap" or "Secret"))];
        foreach (var each in others)
        {
            Rename(each, configs);
        }

        return [Merged(configs), .. others];
    }

    /// <summary>The Secrets with every value empty, for the one who fills them in.</summary>
    public static IReadOnlyList<ChartObject> Secrets(Chart chart) => [.. chart.Objects.Where(each => each.Kind == "Secret")];

    private static void Rename(ChartObject each, ChartObject[] configs)
    {
        switch (each.Kind)
        {
            case "Deployment":
                each.Name = WithoutSuffix(each.Name);
                var template = (YamlMappingNode)each.Content["spec"]["template"]["spec"];
                foreach (var container in (YamlSequenceNode)template["containers"])
                {
                    ReferToMerged((YamlMappingNode)container, configs);
                }

                break;
            case "HorizontalPodAutoscaler":
                var target = (YamlMappingNode)each.Content["spec"]["scaleTargetRef"];
                target.Children["name"] = ChartObject.Quoted(WithoutSuffix(ChartObject.Text(target["name"])));
                break;
        }
    }

    private static void ReferToMerged(YamlMappingNode container, ChartObject[] configs)
    {
        foreach (var source in ((YamlSequenceNode)container["envFrom"]).OfType<YamlMappingNode>())
        {
            if (source.Children.TryGetValue("configMapRef", out var reference)
                && configs.Any(config => config.Name == ChartObject.Text(reference["name"])))
            {
                ((YamlMappingNode)reference).Children["name"] = ChartObject.Quoted(ConfigName);
            }
        }
    }

    /// <exception cref="InvalidDataException">Two resources have different values under one key.</exception>
    private static ChartObject Merged(ChartObject[] configs)
    {
        var merged = new ChartObject(ConfigResource, configs[0].Content) { Name = ConfigName };
        var data = (YamlMappingNode)merged.Content["data"];
        foreach (var (key, value) in configs.Skip(1).SelectMany(config => ((YamlMappingNode)config.Content["data"]).Children))
        {
            if (data.Children.TryGetValue(key, out var known) && ChartObject.Text(known) != ChartObject.Text(value))
            {
                throw new InvalidDataException($"'{key}' has the values '{known}' and '{value}'; one ConfigMap cannot hold both.");
            }

            data.Children[key] = value;
        }

        return merged;
    }

    private static string WithoutSuffix(string name) =>
        name.EndsWith(DeploymentSuffix, StringComparison.Ordinal) ? name[..^DeploymentSuffix.Length] : name;
}
