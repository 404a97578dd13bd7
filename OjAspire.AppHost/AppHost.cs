using System.Globalization;
using OjAspire.AppHost;
using OjAspire.AppHost.Kubernetes;

var builder = DistributedApplication.CreateBuilder(args);

if (!AppHostOptions.TryRead(builder.Configuration, builder.ExecutionContext.IsPublishMode, out var options, out var errors))
{
    errors.ForEach(Console.Error.WriteLine);
    return 1;
}

var data = InstanceData.Of(builder, options);
builder.UseDashboardPort(options.DashboardPort);

// The token that sandboxes join with: Parameters:join-token, or a new one at each start.
var joinToken = builder.AddParameter("join-token", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);

builder.AddKubernetesEnvironment("k8s")
    .WithDashboard(false)
    .WithHelm(chart => chart.WithNamespace("oj-api").WithReleaseName("oj").WithChartName("oj-aspire").WithChartVersion("1.0.0"));

// Where the processes send telemetry once they are deployed; here it is the dashboard.
var telemetry = builder.AddTelemetryEndpoint();

var api = builder.AddProject<Projects.OjApi>("oj-api-server", launchProfileName: null)
    .WithReplicas(options.ApiReplicas)
    .WithHttpEndpoint(port: options.Port, targetPort: builder.ExecutionContext.IsPublishMode ? 3001 : null, name: "http")
    .WithExternalHttpEndpoints()
    .WithHttpProbe(ProbeType.Readiness, "/health")
    .WithHttpProbe(ProbeType.Liveness, "/alive", periodSeconds: 10)
    .WithUrlForEndpoint("http", url => url.DisplayText = "API")
    .WithEnvironment("Oj__JoinToken", joinToken)
    .WithSharedStore(data)
    .WithTelemetryEndpoint(telemetry)
    .WithShortServerGrace()
    .PublishAsKubernetesService(ApiOnKubernetes.Configure);

// Sandboxes need the address of every replica and not the balanced one: a file lists them as they come and go.
var replicas = builder.AddReplicaList(api, data.ReplicaList);

builder.AddProject<Projects.OjSandbox>("oj-sandbox", launchProfileName: null)
    .WithReplicas(options.SandboxReplicas)
    .WithEnvironment("SANDBOX_COUNT", options.Slots.ToString(CultureInfo.InvariantCulture))
    .WithEnvironment("Oj__JoinToken", joinToken)
    .WithReplicaList(replicas)
    .WithTelemetryEndpoint(telemetry)
    .WithShortSandboxGrace()
    .WaitFor(api)
    .PublishAsKubernetesService(resource => SandboxOnKubernetes.Configure(resource, options.Slots));

builder.AddInstanceServices(options, data);
builder.Build().Run();
return Environment.ExitCode;
