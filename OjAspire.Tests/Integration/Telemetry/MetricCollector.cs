using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OjAspire.Tests.Integration.Telemetry;

/// <summary>A receiver of metrics by OTLP over HTTP on a free port. Keeps of every instrument what kind it is and which attributes came with it.</summary>
internal sealed class MetricCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Received> _instruments = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<Point>> _newest = new();
    private WebApplication? _app;

    /// <summary>Unit, kind (as docs/metrics.md calls it; an OTLP sum that may fall is an up-down counter), and keys of attributes.</summary>
    internal sealed record Received(string Unit, string Kind, ConcurrentDictionary<string, bool> Attributes);

    /// <summary>What came so far, by the instrument's name.</summary>
    public IReadOnlyDictionary<string, Received> Instruments => _instruments;

    /// <summary>A number with its attributes.</summary>
    internal sealed record Point(string Instrument, IReadOnlyDictionary<string, string> Attributes, double Value);

    /// <summary>The numbers that a process sent last, by its <c>service.instance.id</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Point>> Newest => _newest;

    /// <summary>Environment of a process that is to send here, often.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
    };

    public static async Task<MetricCollector> StartAsync()
    {
        var collector = new MetricCollector();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        collector._app = builder.Build();
        collector._app.MapPost("/v1/metrics", collector.TakeAsync);
        collector._app.MapFallback(() => Results.Ok());
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = ExportMetricsServiceRequest.Parser.ParseFrom(body.ToArray());
        foreach (var resource in request.ResourceMetrics)
        {
            _newest[Value(resource.Resource.Attributes, "service.instance.id")] = [.. resource.ScopeMetrics.SelectMany(scope => scope.Metrics).SelectMany(Points)];
        }

        foreach (var metric in request.ResourceMetrics.SelectMany(resource => resource.ScopeMetrics).SelectMany(scope => scope.Metrics))
        {
            var received = _instruments.GetOrAdd(metric.Name, _ => new Received(metric.Unit, Kind(metric), new ConcurrentDictionary<string, bool>()));
            foreach (var attribute in Attributes(metric))
            {
                received.Attributes[attribute.Key] = true;
            }
        }
    }

    private static string Value(IEnumerable<KeyValue> attributes, string key) => attributes.FirstOrDefault(each => each.Key == key)?.Value.StringValue ?? "";

    private static IEnumerable<Point> Points(Metric metric) => (metric.Sum ?? metric.Gauge)?.DataPoints.Select(point => new Point(
        metric.Name,
        point.Attributes.ToDictionary(each => each.Key, each => each.Value.StringValue),
        point.ValueCase is NumberPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble)) ?? [];

    private static string Kind(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => "gauge",
        Metric.DataOneofCase.Sum => metric.Sum.IsMonotonic ? "counter" : "up-down counter",
        Metric.DataOneofCase.Histogram => "histogram",
        _ => "",
    };

    private static IEnumerable<KeyValue> Attributes(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.SelectMany(point => point.Attributes),
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.SelectMany(point => point.Attributes),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.SelectMany(point => point.Attributes),
        _ => [],
    };
}
