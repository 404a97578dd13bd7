using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource, or of one replica of it, at one moment. Never changed, only replaced.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary><c>Project</c>, <c>Parameter</c> ...</summary>
    public required string ResourceType { get; init; }

    /// <summary>Process id, path and so on, in the order to show them.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When the application host first knew of it (UTC).</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When its process started (UTC). <see langword="null"/> before.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When its process ended (UTC). <see langword="null"/> before.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>. <see langword="null"/> when not known yet.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>Exit code of its last process. <see langword="null"/> while none has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>
    /// The worst of <see cref="HealthReports"/>; healthy when nothing checks it. <see langword="null"/> unless it is running.
    /// </summary>
    public HealthStatus? HealthStatus =>
        State?.Text != KnownResourceStates.Running ? null
        : HealthReports.IsEmpty ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        : HealthReports.Min(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);

    /// <summary>One report for each health check; its status is <see langword="null"/> until it was first made.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>The environment that the process was given, values filled in.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Shared addresses, the same for every replica.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>What can be asked of it.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>Resources that it has to do with.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether it belongs to the application host itself and is not shown.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Grows with each published snapshot of the same id.</summary>
    internal long Version { get; init; }
}
