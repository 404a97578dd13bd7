using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using OjAspire.Hosting.Kubernetes.Chart;

namespace Aspire.Hosting;

/// <summary>Publishes an application for Kubernetes.</summary>
public static class KubernetesEnvironmentExtensions
{
    /// <summary>Adds a cluster that all projects are published for. Without effect while running.</summary>
    /// <param name="builder">The application being composed.</param>
    /// <param name="name">Name in the application model.</param>
    public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var cluster = new KubernetesEnvironmentResource(name) { ChartName = ChartNames.OfChart(builder.Environment.ApplicationName) };
        return builder.ExecutionContext.IsRunMode ? builder.CreateResourceBuilder(cluster) : builder.AddResource(cluster);
    }

    /// <summary>Says how the Helm chart is called and where it is to go.</summary>
    /// <param name="builder">The cluster.</param>
    /// <param name="configure">Says it.</param>
    public static IResourceBuilder<KubernetesEnvironmentResource> WithHelm(
        this IResourceBuilder<KubernetesEnvironmentResource> builder, Action<HelmChartOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        configure?.Invoke(new HelmChartOptions(builder.Resource));
        return builder;
    }

    /// <summary>Whether a dashboard is published along. This engine publishes none, so it has to be turned off.</summary>
    /// <param name="builder">The cluster.</param>
    /// <param name="enabled">Whether it is.</param>
    public static IResourceBuilder<KubernetesEnvironmentResource> WithDashboard(
        this IResourceBuilder<KubernetesEnvironmentResource> builder, bool enabled = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.DashboardEnabled = enabled;
        return builder;
    }

    /// <summary>Sets properties of the cluster.</summary>
    /// <param name="builder">The cluster.</param>
    /// <param name="configure">Sets them.</param>
    public static IResourceBuilder<KubernetesEnvironmentResource> WithProperties(
        this IResourceBuilder<KubernetesEnvironmentResource> builder, Action<KubernetesEnvironmentResource> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Resource);
        return builder;
    }
}
