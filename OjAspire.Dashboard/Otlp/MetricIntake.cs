using OjAspire.Dashboard.Otlp.Conversion;
using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Otlp;

/// <summary>Takes exports of metrics into the store. Safe from any thread.</summary>
internal sealed class MetricIntake(
    TelemetryStore store, ResourceReader resources, AttributeReader attributes, MetricReader metrics, TimeProvider clock)
{
    /// <summary>Takes what can be taken, and says what cannot.</summary>
    public ExportMetricsServiceResponse Take(ExportMetricsServiceRequest request)
    {
        var now = clock.GetUtcNow();
        var taken = new List<MetricBatch>();
        var refusals = new Refusals();
        foreach (var from in request.ResourceMetrics)
        {
            if (resources.Hear(from.Resource) is not { } sender)
            {
                refusals.Add(Refusals.TooManySenders, from.ScopeMetrics.Sum(scope => scope.Metrics.Sum(PointsOf)));
                continue;
            }
            foreach (var scope in from.ScopeMetrics)
            {
                var meter = attributes.Name(scope.Scope?.Name ?? "");
                foreach (var metric in scope.Metrics)
                {
                    if (metric.Name.Length == 0)
                    {
                        refusals.Add(Refusals.NoName, PointsOf(metric));
                        continue;
                    }
                    taken.AddRange(
                        metrics.ToBatches(metric, new InstrumentKey(sender, meter, attributes.Name(metric.Name)), now, out var refused));
                    refusals.Add(Refusals.NoPoint, refused);
                }
            }
        }
        if (taken.Count > 0)
        {
            store.Metrics.Add(taken);
        }
        return refusals.Count == 0
            ? new ExportMetricsServiceResponse()
            : new ExportMetricsServiceResponse
            {
                PartialSuccess = new ExportMetricsPartialSuccess { RejectedDataPoints = refusals.Count, ErrorMessage = refusals.Reasons },
            };
    }

    private static long PointsOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Count,
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Count,
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Count,
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Count,
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Count,
        _ => 0,
    };
}
