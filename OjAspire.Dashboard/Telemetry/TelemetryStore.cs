using Microsoft.Extensions.Options;
using OjAspire.Dashboard.Telemetry.Logs;
using OjAspire.Dashboard.Telemetry.Metrics;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Telemetry;

/// <summary>All telemetry that is kept: in memory, bounded, gone with the process. Safe from any thread.</summary>
internal sealed class TelemetryStore(IOptions<TelemetryLimits> limits)
{
    /// <summary>Who has sent anything.</summary>
    public TelemetryResources Resources { get; } = new(limits.Value.MaxResourceCount);

    public TraceStore Traces { get; } = new(limits.Value);

    public LogStore Logs { get; } = new(limits.Value.MaxLogCount);

    public MetricStore Metrics { get; } = new(limits.Value);
}
