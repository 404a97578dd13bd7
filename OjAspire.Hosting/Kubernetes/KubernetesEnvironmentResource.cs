using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes;

/// <summary>A Kubernetes cluster that the application is published for, as a Helm chart.</summary>
/// <param name="name">Name in the application model.</param>
public sealed class KubernetesEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
{
    /// <summary>Whether Aspire's dashboard is published too. This engine publishes none and says so.</summary>
    public bool DashboardEnabled { get; set; } = true;

    /// <summary>Type of the Services. <c>ClusterIP</c> by default.</summary>
    public string DefaultServiceType { get; set; } = "ClusterIP";

    /// <summary>When images are fetched. <c>IfNotPresent</c> by default.</summary>
    public string DefaultImagePullPolicy { get; set; } = "IfNotPresent";

    internal string ChartName { get; set; } = "aspire";

    internal string ChartVersion { get; set; } = "0.1.0";

    internal string ChartDescription { get; set; } = "Aspire Helm Chart";

    internal string Namespace { get; set; } = "default";

    internal string ReleaseName { get; set; } = "";
}
