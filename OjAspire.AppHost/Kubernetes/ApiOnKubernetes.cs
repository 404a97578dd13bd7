using System.Globalization;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace OjAspire.AppHost.Kubernetes;

/// <summary>The API servers in a cluster: an ordinary Service for clients, a headless one for the sandboxes.</summary>
internal static class ApiOnKubernetes
{
    /// <summary>Name of the pods' label <c>app</c>, of the Service, and of the Deployment once the chart's suffix is off.</summary>
    public const string Name = "oj-api-server";

    /// <summary>The address that resolves to every replica.</summary>
    public static readonly string SchedulerAddress = string.Create(CultureInfo.InvariantCulture, $"{Name}-headless:{Port}");

    /// <summary>Port of everything that an API server speaks.</summary>
    public const int Port = 3001;

    // Until every load balancer has let go of the pod, it serves on as if nothing were, work for its sandboxes included; so the server need
    // not wait for that itself.
    private const int SecondsUntilUnbalanced = 5;
    private const string LameDuckTime = "00:00:01";

    // The pause, the server's drain time (15 s), what it takes at most after that (7 s), and some room; docs/operations.md.
    private const int SecondsToStop = 40;

    // The user that the .NET images bring for programs that need no privilege.
    private const int AppUser = 1654;

    /// <summary>Makes the objects of the API servers fit for a cluster.</summary>
    public static void Configure(KubernetesResource resource)
    {
        resource.Service!.Metadata.Name = Name;
        resource.Service.Spec.Selector = PodSettings.Selector(Name);

        resource.ConfigMap!.Data["Oj__Ownership__LameDuckTime"] = LameDuckTime;

        var deployment = (Deployment)resource.Workload!;
        PodSettings.Apply(deployment, Name);
        deployment.Spec.Strategy.RollingUpdate = new() { MaxSurge = 1, MaxUnavailable = 0 };

        var pod = deployment.Spec.Template.Spec;
        pod.TerminationGracePeriodSeconds = SecondsToStop;
        pod.SecurityContext = new() { RunAsNonRoot = true, RunAsUser = AppUser, RunAsGroup = AppUser, SeccompProfile = new() { Type = "RuntimeDefault" } };

        var container = pod.Containers[0];
        container.SecurityContext = new() { AllowPrivilegeEscalation = false, ReadOnlyRootFilesystem = true, Capabilities = new() { Drop = { "ALL" } } };
        container.Resources = PodSettings.Resources(processors: "250m", memory: "256Mi", mostMemory: "1Gi");
        container.Env.Add(PodSettings.Field("POD_IP", "status.podIP"));
        container.Lifecycle = new() { PreStop = PodSettings.Sleep(SecondsUntilUnbalanced) };
        container.StartupProbe = new() { HttpGet = new() { Path = "/alive", Port = Port, Scheme = PodSettings.Http }, PeriodSeconds = 2, FailureThreshold = 60 };
        AfterStart(container.ReadinessProbe!);
        AfterStart(container.LivenessProbe!);

        resource.AdditionalResources.AddRange([Headless(), PodSettings.Budget(Name), Scaler(deployment), Policy()]);
    }

    // The start-up probe holds the others back, so they need no delay; and a busy server may take more than a second to answer.
    private static void AfterStart(ProbeV1 probe)
    {
        probe.HttpGet!.Scheme = PodSettings.Http;
        probe.InitialDelaySeconds = null;
        probe.TimeoutSeconds = 3;
    }

    private static Service Headless() => new()
    {
        Metadata = { Name = $"{Name}-headless" },
        Spec =
        {
            ClusterIp = "None",
            Ports = { new() { Name = "grpc-http", Protocol = "TCP", Port = Port, TargetPort = Port } },
            Selector = PodSettings.Selector(Name),
        },
    };

    private static HorizontalPodAutoscaler Scaler(Deployment deployment) => new()
    {
        Metadata = { Name = $"{Name}-scaler" },
        Spec =
        {
            ScaleTargetRef = { Name = deployment.Metadata.Name },
            MinReplicas = deployment.Spec.Replicas!.Value,
            MaxReplicas = 10,
            Metrics = { ScalingMetric.Processor(percent: 70) },
        },
    };

    // Clients come from anywhere, through the Service or an ingress; where an API server calls to (store, telemetry, webhooks) is open.
    private static NetworkPolicy Policy() => new()
    {
        Metadata = { Name = $"{Name}-network" },
        Spec =
        {
            PodSelector = new(PodSettings.Selector(Name)),
            PolicyTypes = { "Ingress" },
            Ingress = { new() { Ports = { new() { Port = Port } } } },
        },
    };
}
