namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>How Aspire names things in a chart, and how a template refers to a value.</summary>
internal static class ChartNames
{
    public const string Parameters = "parameters";
    public const string Secrets = "secrets";
    public const string Config = "config";

    public static string OfChart(string application) =>
        application.ToLowerInvariant().Replace('_', '-').Replace('.', '-');

    public static string ConfigMap(string resource) => resource.ToLowerInvariant() + "-config";

    public static string Secret(string resource) => resource.ToLowerInvariant() + "-secrets";

    public static string Deployment(string resource) => resource.ToLowerInvariant() + "-deployment";

    public static string Service(string resource) => resource.ToLowerInvariant() + "-service";

    /// <summary>A key of values.yaml; a template's path takes no hyphen.</summary>
    public static string Key(string name) => name.Replace('-', '_');

    /// <summary>Refers to a value of a resource.</summary>
    public static string Value(string section, string resource, string name) => Expression($".Values.{section}.{Key(resource)}.{Key(name)}");

    public static string Expression(string path) => $"{{{{ {path} }}}}";

    /// <summary>File of an object: its name without that of its resource before it.</summary>
    public static string File(string resource, string name)
    {
        var prefix = resource.ToLowerInvariant() + "-";
        return (name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name) + ".yaml";
    }
}
