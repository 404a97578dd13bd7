using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OjAspire.Hosting.Composition;
using OjAspire.Hosting.Kubernetes;
using OjAspire.Hosting.Kubernetes.Chart;

namespace OjAspire.Hosting.Publishing;

/// <summary>
/// Writes what the command line asks for: <c>--publisher manifest</c> the Aspire manifest, <c>--operation publish --step
/// publish</c> the Helm chart; each with <c>--output-path</c>.
/// </summary>
internal sealed partial class Publisher(
    IConfiguration configuration, DistributedApplicationModel model, ManifestWriter manifest, ChartWriter chart, ILogger<Publisher> logger)
{
    private const string Manifest = "manifest";
    private const string PublishStep = "publish";

    /// <exception cref="DistributedApplicationException">It asks for something else, or for nothing in particular.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var output = configuration[KnownSettings.OutputPath] is { Length: > 0 } path
            ? path
            : throw new DistributedApplicationException("Say where to: --output-path PATH.");
        RefuseServicesWithoutCluster();
        switch (configuration[KnownSettings.Publisher], configuration[KnownSettings.Step])
        {
            case (Manifest, _):
                output = await manifest.WriteAsync(output, cancellationToken);
                Log.Published(logger, Manifest, output);
                break;
            case (null or "", PublishStep or null or ""):
                output = Path.GetFullPath(output);
                await chart.WriteAsync(Cluster(), output, cancellationToken);
                Log.Published(logger, "Helm chart", output);
                break;
            case ({ Length: > 0 } publisher, _):
                throw new DistributedApplicationException($"There is no publisher '{publisher}'; this engine has '{Manifest}'.");
            case (_, var step):
                throw new DistributedApplicationException($"There is no step '{step}'; this engine has '{PublishStep}'.");
        }
    }

    // Aspire refuses it whatever is published: the objects would silently be left out.
    private void RefuseServicesWithoutCluster()
    {
        if (!model.Resources.OfType<KubernetesEnvironmentResource>().Any()
            && model.Resources.FirstOrDefault(resource => resource.Annotations.OfType<KubernetesServiceCustomization>().Any()) is { } service)
        {
            throw new DistributedApplicationException(
                $"Resource '{service.Name}' is configured to publish as a Kubernetes service, but there is no Kubernetes environment. Add one with 'AddKubernetesEnvironment'.");
        }
    }

    private KubernetesEnvironmentResource Cluster() => model.Resources.OfType<KubernetesEnvironmentResource>().ToArray() switch
    {
        [var cluster] => cluster,
        [] => throw new DistributedApplicationException("There is nothing to publish for: the application has no Kubernetes environment."),
        _ => throw new DistributedApplicationException("The embedded engine publishes for one Kubernetes environment only."),
    };

    private static partial class Log
    {
        [LoggerMessage(EventId = 3041, EventName = nameof(Published), Level = LogLevel.Information, Message = "Published the {What} to {Path}")]
        public static partial void Published(ILogger logger, string what, string path);
    }
}
