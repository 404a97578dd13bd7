using System.ComponentModel.DataAnnotations;

namespace OjAspire.Dashboard.Telemetry;

/// <summary>How much telemetry is kept in memory; section <c>Dashboard:TelemetryLimits</c>. What is over a limit pushes out the
/// oldest.</summary>
internal sealed class TelemetryLimits
{
    public const string Section = "Dashboard:TelemetryLimits";

    private const string OutOfRange = $"{Section}:{{0}} must be from {{1}} to {{2}}.";

    /// <summary>Log records kept. Default 10,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxLogCount { get; set; } = 10_000;

    /// <summary>Traces kept. Default 10,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxTraceCount { get; set; } = 10_000;

    /// <summary>Spans kept, of all traces together. Default 200,000; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000, ErrorMessage = OutOfRange)]
    public int MaxSpanCount { get; set; } = 200_000;

    /// <summary>Spans kept of one trace; later ones are dropped and counted. Never more than of all together. Default 10,000; 1 to
    /// 1,000,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxSpansPerTrace { get; set; } = 10_000;

    /// <summary>Points kept of one series. Default 3,600, an hour at one a second; 2 to 1,000,000.</summary>
    [Range(2, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxMetricPointCount { get; set; } = 3_600;

    /// <summary>
    /// Points kept of all series together, where a point with buckets or exemplars, or a series, counts as as many plain points as take its
    /// room, about 128 bytes each: a histogram of 15 buckets is 3. Default 1,000,000, about 128 MB; 1,000 to 100,000,000.
    /// </summary>
    [Range(1_000, 100_000_000, ErrorMessage = OutOfRange)]
    public int MaxMetricsCount { get; set; } = 1_000_000;

    /// <summary>Attributes kept of one record, span, event, link, point or resource. Default 128; 1 to 10,000.</summary>
    [Range(1, 10_000, ErrorMessage = OutOfRange)]
    public int MaxAttributeCount { get; set; } = 128;

    /// <summary>Characters kept of one attribute value or message. Default 16,384; 16 to 1,000,000.</summary>
    [Range(16, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxAttributeLength { get; set; } = 16_384;

    /// <summary>Events kept of one span, and links. Default 1,000; 1 to 100,000.</summary>
    [Range(1, 100_000, ErrorMessage = OutOfRange)]
    public int MaxSpanEventCount { get; set; } = 1_000;

    /// <summary>Senders kept; telemetry of others beyond is refused. Default 10,000; 1 to 100,000.</summary>
    [Range(1, 100_000, ErrorMessage = OutOfRange)]
    public int MaxResourceCount { get; set; } = 10_000;
}
