using System.Text.RegularExpressions;

namespace Aspire.Hosting.Kubernetes;

/// <summary>How a Helm chart is called and where it is to go.</summary>
public sealed partial class HelmChartOptions
{
    private const int LongestNamespace = 63;
    private const int LongestReleaseName = 53;

    private readonly KubernetesEnvironmentResource _cluster;

    internal HelmChartOptions(KubernetesEnvironmentResource cluster) => _cluster = cluster;

    /// <summary>The namespace that it is installed into.</summary>
    /// <param name="namespace">A DNS label: lower-case letters, digits and hyphens.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public HelmChartOptions WithNamespace(string @namespace)
    {
        _cluster.Namespace = Checked(@namespace, LongestNamespace);
        return this;
    }

    /// <summary>The name of its release.</summary>
    /// <param name="releaseName">A DNS label of at most 53 characters.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public HelmChartOptions WithReleaseName(string releaseName)
    {
        _cluster.ReleaseName = Checked(releaseName, LongestReleaseName);
        return this;
    }

    /// <summary>Version of the chart and of the application in it.</summary>
    /// <param name="version">A semantic version.</param>
    public HelmChartOptions WithChartVersion(string version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        _cluster.ChartVersion = version;
        return this;
    }

    /// <summary>Name of the chart; that of the application host by default.</summary>
    /// <param name="name">Letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
    public HelmChartOptions WithChartName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _cluster.ChartName = name;
        return this;
    }

    /// <summary>What the chart is, in a sentence.</summary>
    /// <param name="description">The sentence.</param>
    public HelmChartOptions WithChartDescription(string description)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        _cluster.ChartDescription = description;
        return this;
    }

    private static string Checked(string label, int longest)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        return label.Length <= longest && DnsLabel().IsMatch(label)
            ? label
            : throw new ArgumentException($"'{label}' must be at most {longest} lower-case letters, digits and hyphens, with no hyphen at either end.", nameof(label));
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex DnsLabel();
}
