using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OjAspire.Hosting.Commands;
using OjAspire.Hosting.Endpoints;

namespace OjAspire.Hosting.Orchestration;

/// <summary>Publishes what becomes of one replica.</summary>
internal sealed class ReplicaReporter(
    ProjectResource resource, string id, bool hidden, ResourceNotificationService notifications, TimeProvider time)
{
    public void Created() => Publish(KnownResourceStates.NotStarted, null, snapshot => snapshot with
    {
        ResourceType = "Project",
        CreationTimeStamp = time.GetUtcNow().UtcDateTime,
        IsHidden = hidden,
        Urls = [.. resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.AllocatedEndpoint is not null).Select(Shown)],
        Relationships =
        [
            .. resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .Select(relationship => new RelationshipSnapshot(relationship.Resource.Name, relationship.Type))
                .Distinct(),
        ],
    });

    public void Waiting() => Publish(KnownResourceStates.Waiting, null, snapshot => snapshot);

    public void Starting() => Publish(KnownResourceStates.Starting, KnownResourceStateStyles.Info, snapshot => snapshot with
    {
        StartTimeStamp = null,
        StopTimeStamp = null,
        EnvironmentVariables = [],
        HealthReports = [],
        Properties = [],
    });

    public void Running(LaunchPlan plan, int processId, ImmutableArray<HealthReportSnapshot> health) =>
        Publish(KnownResourceStates.Running, KnownResourceStateStyles.Success, snapshot => snapshot with
        {
            StartTimeStamp = time.GetUtcNow().UtcDateTime,
            ExitCode = null,
            EnvironmentVariables = plan.Variables,
            HealthReports = health,
            Properties =
            [
                new("project.path", resource.Annotations.OfType<IProjectMetadata>().Last().ProjectPath),
                new("executable.pid", processId.ToString(CultureInfo.InvariantCulture)),
                new("executable.path", plan.FileName),
                new("executable.args", string.Join(' ', plan.Arguments)),
                new("executable.workDir", plan.WorkingDirectory),
            ],
        });

    public void Health(ImmutableArray<HealthReportSnapshot> reports) =>
        notifications.Publish(resource, id, snapshot => snapshot with { HealthReports = reports });

    public void Stopping() => Publish(KnownResourceStates.Stopping, KnownResourceStateStyles.Info, snapshot => snapshot);

    /// <summary>A process that was asked to end, or ended without an error, has finished; any other has exited.</summary>
    public void Ended(int exitCode, bool asked)
    {
        var finished = asked || exitCode == 0;
        Publish(
            finished ? KnownResourceStates.Finished : KnownResourceStates.Exited,
            finished ? null : KnownResourceStateStyles.Error,
            snapshot => snapshot with { ExitCode = exitCode, StopTimeStamp = time.GetUtcNow().UtcDateTime });
    }

    public void FailedToStart() => Publish(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error, snapshot => snapshot);

    private void Publish(string state, string? style, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        notifications.Publish(resource, id, snapshot => change(snapshot) with
        {
            State = new(state, style),
            Commands = LifecycleCommands.For(state, id),
        });

    private UrlSnapshot Shown(EndpointAnnotation endpoint)
    {
        var shown = new ResourceUrlAnnotation { Url = endpoint.AllocatedEndpoint!.UriString, Endpoint = new(resource, endpoint.Name) };
        foreach (var change in resource.Annotations.OfType<ResourceUrlCallbackAnnotation>().Where(change => change.EndpointName == endpoint.Name))
        {
            change.Callback(shown);
        }

        return new(endpoint.Name, shown.Url, IsInternal: false) { DisplayProperties = new(shown.DisplayText ?? "") };
    }
}
