using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OjAspire.Dashboard.Otlp.Protos;
using Metadata = Grpc.Core.Metadata;

namespace OjAspire.Tests.Dashboard;

/// <summary>One process that sends telemetry to a dashboard, by OTLP over gRPC. What an export awaits has arrived in the store.</summary>
internal sealed class TelemetryFeed : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Metadata _key;
    private readonly Resource _resource;

    /// <param name="service">The sender's <c>service.name</c>.</param>
    /// <param name="instance">Its <c>service.instance.id</c>; empty for none.</param>
    /// <param name="key">The key to send; null for none.</param>
    public TelemetryFeed(Uri grpcAddress, string service, string instance = "", string? key = DashboardProcess.OtlpKey)
    {
        _channel = GrpcChannel.ForAddress(grpcAddress, new GrpcChannelOptions { MaxSendMessageSize = null });
        _key = key is null ? [] : new Metadata { { "x-otlp-api-key", key } };
        _resource = new Resource { Attributes = { Attribute("service.name", service) } };
        if (instance.Length > 0)
        {
            _resource.Attributes.Add(Attribute("service.instance.id", instance));
        }
        Traces = new TraceService.TraceServiceClient(_channel);
        Metrics = new MetricsService.MetricsServiceClient(_channel);
        Logs = new LogsService.LogsServiceClient(_channel);
    }

    public TelemetryFeed(DashboardProcess dashboard, string service, string instance = "")
        : this(dashboard.OtlpGrpcAddress, service, instance)
    {
    }

    /// <summary>The service itself, for exports of any shape; <see cref="Options"/> carry the key.</summary>
    public TraceService.TraceServiceClient Traces { get; }

    /// <inheritdoc cref="Traces"/>
    public MetricsService.MetricsServiceClient Metrics { get; }

    /// <inheritdoc cref="Traces"/>
    public LogsService.LogsServiceClient Logs { get; }

    /// <summary>What a call needs.</summary>
    public CallOptions Options => new(_key, DateTime.MaxValue);

    /// <summary>A new trace id, in hexadecimal.</summary>
    public static string NewTraceId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>A new span id, in hexadecimal.</summary>
    public static string NewSpanId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>An attribute; text, truth, whole and other numbers keep their type.</summary>
    public static KeyValue Attribute(string key, object value) => new() { Key = key, Value = Value(value) };

    /// <summary>A span to send; its fields may be changed before.</summary>
    /// <param name="parentId">In hexadecimal; empty for a root.</param>
    public static Span Span(
        string traceId, string spanId, string parentId, string name, DateTimeOffset start, TimeSpan duration, params IEnumerable<(string Key, object Value)> attributes)
    {
        var span = new Span
        {
            TraceId = Bytes(traceId),
            SpanId = Bytes(spanId),
            ParentSpanId = Bytes(parentId),
            Name = name,
            Kind = global::OjAspire.Dashboard.Otlp.Protos.Span.Types.SpanKind.Internal,
            StartTimeUnixNano = Nanoseconds(start),
            EndTimeUnixNano = Nanoseconds(start + duration),
        };
        span.Attributes.Add(attributes.Select(attribute => Attribute(attribute.Key, attribute.Value)));
        return span;
    }

    /// <summary>A log record to send; its fields may be changed before.</summary>
    public static LogRecord Record(
        DateTimeOffset time, SeverityNumber severity, string message, params IEnumerable<(string Key, object Value)> attributes)
    {
        var record = new LogRecord { TimeUnixNano = Nanoseconds(time), SeverityNumber = severity, Body = Value(message) };
        record.Attributes.Add(attributes.Select(attribute => Attribute(attribute.Key, attribute.Value)));
        return record;
    }

    /// <summary>A gauge to send.</summary>
    public static Metric Gauge(
        string name, string unit, DateTimeOffset time, params IEnumerable<(double Value, (string Key, object Value)[] Attributes)> points)
    {
        var gauge = new Gauge();
        gauge.DataPoints.Add(points.Select(point => Point(default, time, point.Value, point.Attributes)));
        return new Metric { Name = name, Unit = unit, Gauge = gauge };
    }

    /// <summary>A counter to send: totals since a start.</summary>
    public static Metric Counter(
        string name, string unit, DateTimeOffset start, DateTimeOffset time, params IEnumerable<(double Value, (string Key, object Value)[] Attributes)> points)
    {
        var sum = new Sum { IsMonotonic = true, AggregationTemporality = AggregationTemporality.Cumulative };
        sum.DataPoints.Add(points.Select(point => Point(start, time, point.Value, point.Attributes)));
        return new Metric { Name = name, Unit = unit, Sum = sum };
    }

    /// <summary>A histogram to send: totals since a start.</summary>
    /// <param name="counts">One more than bounds.</param>
    public static Metric Histogram(
        string name, string unit, DateTimeOffset start, DateTimeOffset time, double[] bounds, ulong[] counts, double sum,
        params IEnumerable<(string Key, object Value)> attributes)
    {
        var point = new HistogramDataPoint
        {
            StartTimeUnixNano = Nanoseconds(start),
            TimeUnixNano = Nanoseconds(time),
            Count = counts.Aggregate((a, b) => a + b),
            Sum = sum,
            ExplicitBounds = { bounds },
            BucketCounts = { counts },
        };
        point.Attributes.Add(attributes.Select(attribute => Attribute(attribute.Key, attribute.Value)));
        return new Metric
        {
            Name = name,
            Unit = unit,
            Histogram = new Histogram { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { point } },
        };
    }

    /// <summary>Sends spans, made by a library of this name.</summary>
    public async Task<ExportTraceServiceResponse> SendAsync(string scope, params IEnumerable<Span> spans) => await Traces.ExportAsync(
        new ExportTraceServiceRequest
        {
            ResourceSpans = { new ResourceSpans { Resource = _resource, ScopeSpans = { new ScopeSpans { Scope = Named(scope), Spans = { spans } } } } },
        },
        Options);

    /// <summary>Sends log records of a category.</summary>
    public async Task<ExportLogsServiceResponse> SendAsync(
        string category, params IEnumerable<LogRecord> records) => await Logs.ExportAsync(
        new ExportLogsServiceRequest
        {
            ResourceLogs = { new ResourceLogs { Resource = _resource, ScopeLogs = { new ScopeLogs { Scope = Named(category), LogRecords = { records } } } } },
        },
        Options);

    /// <summary>Sends metrics of a meter.</summary>
    public async Task<ExportMetricsServiceResponse> SendAsync(
        string meter, params IEnumerable<Metric> metrics) => await Metrics.ExportAsync(
        new ExportMetricsServiceRequest
        {
            ResourceMetrics = { new ResourceMetrics { Resource = _resource, ScopeMetrics = { new ScopeMetrics { Scope = Named(meter), Metrics = { metrics } } } } },
        },
        Options);

    /// <summary>Time as OTLP writes it.</summary>
    public static ulong Nanoseconds(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>Bytes from hexadecimal digits.</summary>
    public static ByteString Bytes(string hex) => ByteString.CopyFrom(Convert.FromHexString(hex));

    public void Dispose() => _channel.Dispose();

    private static NumberDataPoint Point(
        DateTimeOffset start, DateTimeOffset time, double value, (string Key, object Value)[] attributes) => new()
    {
        StartTimeUnixNano = start == default ? 0 : Nanoseconds(start),
        TimeUnixNano = Nanoseconds(time),
        AsDouble = value,
        Attributes = { attributes.Select(attribute => Attribute(attribute.Key, attribute.Value)) },
    };

    private static InstrumentationScope Named(string name) => new() { Name = name };

    private static AnyValue Value(object value) => value switch
    {
        AnyValue any => any,
        string text => new AnyValue { StringValue = text },
        bool truth => new AnyValue { BoolValue = truth },
        int whole => new AnyValue { IntValue = whole },
        long whole => new AnyValue { IntValue = whole },
        double number => new AnyValue { DoubleValue = number },
        _ => throw new ArgumentException($"OTLP has no {value.GetType()}.", nameof(value)),
    };
}
