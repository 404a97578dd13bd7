using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>The points of one instrument with one set of attributes.</summary>
/// <param name="Attributes">By key; none for an instrument without attributes.</param>
/// <param name="Points">By time, oldest first; never empty.</param>
/// <param name="IsCurrent">Whether the sender's newest export of this instrument still had it.</param>
/// <param name="IsWhole">Whether the first point is the first that ever came.</param>
public sealed record SeriesSnapshot(
    ImmutableArray<KeyValuePair<string, string>> Attributes, IReadOnlyList<MetricPoint> Points, bool IsCurrent, bool IsWhole)
{
    /// <summary>The sender's last export, of whatever it measures, in which the series was not yet; null if none is known.</summary>
    public DateTimeOffset? ExportBefore { get; init; }
}
