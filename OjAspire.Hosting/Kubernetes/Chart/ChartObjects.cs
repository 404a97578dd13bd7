using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>The Kubernetes objects of a project, as Aspire makes them before anybody changes them.</summary>
internal static class ChartObjects
{
    private const string Tcp = "TCP";

    public static KubernetesResource Create(ProjectResource project, KubernetesEnvironmentResource cluster, ChartEnvironment environment)
    {
        var labels = new Dictionary<string, string>
        {
            ["app.kubernetes.io/name"] = ChartNames.Expression(".Chart.Name"),
            ["app.kubernetes.io/component"] = project.Name,
            ["app.kubernetes.io/instance"] = ChartNames.Expression(".Release.Name"),
        };
        ChartEndpoint[] endpoints = [.. project.Annotations.OfType<EndpointAnnotation>().Select(endpoint => ChartEndpoint.Of(project, endpoint))];
        var resource = new KubernetesResource(project.Name, cluster) { Labels = labels };
        resource.ConfigMap = ConfigMap(project, labels, environment);
        resource.Secret = Secret(project, labels, environment);
        resource.Service = Service(project, labels, cluster, endpoints);
        resource.Workload = Deployment(project, labels, Container(project, resource, endpoints));
        return resource;
    }

    /// <summary>Key of the image in values.yaml.</summary>
    public static string ImageKey(ProjectResource project) => ChartNames.Key(project.Name) + "_image";

    private static Deployment Deployment(ProjectResource project, Dictionary<string, string> labels, ContainerV1 container)
    {
        var deployment = new Deployment { Metadata = Named(ChartNames.Deployment(project.Name), labels) };
        deployment.Spec.Selector = new(new(labels));
        deployment.Spec.Replicas = project.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        deployment.Spec.Strategy.RollingUpdate = new() { MaxSurge = 1, MaxUnavailable = 1 };
        deployment.Spec.Template.Metadata.Labels = new(labels);
        deployment.Spec.Template.Spec.Containers.Add(container);
        return deployment;
    }

    private static ContainerV1 Container(ProjectResource project, KubernetesResource resource, ChartEndpoint[] endpoints)
    {
        var container = new ContainerV1
        {
            Name = project.Name,
            Image = ChartNames.Value(ChartNames.Parameters, project.Name, ImageKey(project)),
            ImagePullPolicy = resource.Parent.DefaultImagePullPolicy,
        };
        if (resource.ConfigMap is { } config)
        {
            container.EnvFrom.Add(new() { ConfigMapRef = new() { Name = config.Metadata.Name } });
        }

        if (resource.Secret is { } secret)
        {
            container.EnvFrom.Add(new() { SecretRef = new() { Name = secret.Metadata.Name } });
        }

        container.Ports.AddRange(endpoints.Select(endpoint =>
            new ContainerPortV1 { Name = endpoint.Name, ContainerPort = endpoint.TargetPort, Protocol = Tcp }));
        ChartProbes.Add(container, project, endpoints);
        return container;
    }

    private static ConfigMap? ConfigMap(ProjectResource project, Dictionary<string, string> labels, ChartEnvironment environment)
    {
        var map = new ConfigMap { Metadata = Named(ChartNames.ConfigMap(project.Name), labels) };
        foreach (var (name, value) in environment.In(ChartNames.Config))
        {
            map.Data[name] = ChartNames.Value(value.Section, project.Name, value.Key);
        }

        return map.Data.Count == 0 ? null : map;
    }

    private static Secret? Secret(ProjectResource project, Dictionary<string, string> labels, ChartEnvironment environment)
    {
        var secret = new Secret { Metadata = Named(ChartNames.Secret(project.Name), labels) };
        foreach (var (name, value) in environment.In(ChartNames.Secrets))
        {
            secret.StringData[name] = ChartNames.Value(value.Section, project.Name, value.Key);
        }

        return secret.StringData.Count == 0 ? null : secret;
    }

    private static Service? Service(ProjectResource project, Dictionary<string, string> labels, KubernetesEnvironmentResource cluster, ChartEndpoint[] endpoints)
    {
        if (endpoints.Length == 0)
        {
            return null;
        }

        var service = new Service { Metadata = Named(ChartNames.Service(project.Name), labels) };
        service.Spec.Selector = new(labels);
        service.Spec.Type = cluster.DefaultServiceType;
        service.Spec.Ports.AddRange(endpoints.Select(endpoint =>
            new ServicePortV1 { Name = endpoint.Name, Port = endpoint.Port, TargetPort = endpoint.TargetPort, Protocol = Tcp }));
        return service;
    }

    private static ObjectMetaV1 Named(string name, Dictionary<string, string> labels) => new() { Name = name, Labels = new(labels) };
}
