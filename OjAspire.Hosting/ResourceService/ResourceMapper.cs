using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using OjAspire.ResourceService;
using Resource = OjAspire.ResourceService.Resource;

namespace OjAspire.Hosting.ResourceService;

/// <summary>Snapshots as messages.</summary>
internal static class ResourceMapper
{
    public static Resource ToMessage(ResourceEvent known)
    {
        var snapshot = known.Snapshot;
        var message = new Resource
        {
            Id = known.ResourceId,
            Name = known.Resource.Name,
            Type = snapshot.ResourceType,
            State = snapshot.State?.Text ?? "",
            StateStyle = snapshot.State?.Style ?? "",
            Health = snapshot.HealthReports.IsEmpty ? "" : snapshot.HealthStatus?.ToString() ?? "",
            CreatedAt = ToTimestamp(snapshot.CreationTimeStamp),
            StartedAt = ToTimestamp(snapshot.StartTimeStamp),
            StoppedAt = ToTimestamp(snapshot.StopTimeStamp),
            IsHidden = snapshot.IsHidden,
        };
        if (snapshot.ExitCode is { } exitCode)
        {
            message.ExitCode = exitCode;
        }

        message.HealthReports.AddRange(snapshot.HealthReports.Select(report =>
            new HealthReport { Key = report.Name, Status = report.Status?.ToString() ?? "", Description = report.Description ?? "" }));
        message.Urls.AddRange(snapshot.Urls.Select(url =>
            new ResourceUrl { Name = url.Name ?? "", Url = url.Url, DisplayText = url.DisplayProperties.DisplayName }));
        message.Environment.AddRange(snapshot.EnvironmentVariables.Select(variable =>
            new EnvironmentVariable { Name = variable.Name, Value = variable.Value ?? "", IsSecret = variable.IsSecret }));
        message.Properties.AddRange(snapshot.Properties.Select(property =>
            new Property { Name = property.Name, Value = property.Value?.ToString() ?? "", IsSecret = property.IsSensitive }));
        message.Relationships.AddRange(snapshot.Relationships.Select(relationship =>
            new Relationship { ResourceName = relationship.ResourceName, Type = relationship.Type }));
        message.Commands.AddRange(snapshot.Commands.Where(command => command.State != ResourceCommandState.Hidden).Select(command => new Command
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            IsEnabled = command.State == ResourceCommandState.Enabled,
            IsHighlighted = command.IsHighlighted,
            IconName = command.IconName ?? "",
            IsIconFilled = command.IconVariant == IconVariant.Filled,
            Description = command.DisplayDescription ?? "",
            Confirmation = command.ConfirmationMessage ?? "",
        }));
        return message;
    }

    private static Timestamp? ToTimestamp(DateTime? time) => time is { } utc ? Timestamp.FromDateTime(DateTime.SpecifyKind(utc, DateTimeKind.Utc)) : null;
}
