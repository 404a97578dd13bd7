using YamlDotNet.Serialization;

namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>The description of a chart, <c>Chart.yaml</c>.</summary>
internal sealed class HelmChart
{
    [YamlMember(Alias = "apiVersion")]
    public string ApiVersion { get; } = "v2";

    [YamlMember(Alias = "name")]
    public required string Name { get; init; }

    [YamlMember(Alias = "version")]
    public required string Version { get; init; }

    [YamlMember(Alias = "kubeVersion")]
    public string KubeVersion { get; } = ">= 1.18.0-0";

    [YamlMember(Alias = "description")]
    public required string Description { get; init; }

    [YamlMember(Alias = "type")]
    public string Type { get; } = "application";

    [YamlMember(Alias = "keywords")]
    public IReadOnlyList<string> Keywords { get; } = ["aspire", "kubernetes"];

    [YamlMember(Alias = "appVersion")]
    public required string AppVersion { get; init; }

    [YamlMember(Alias = "deprecated")]
    public bool Deprecated { get; }
}
