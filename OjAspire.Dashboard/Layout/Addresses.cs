using Microsoft.AspNetCore.WebUtilities;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Layout;

/// <summary>Where each page is, so that any page can link to any other. What a page shows stands in its address.</summary>
public static class Addresses
{
    public const string Resources = "/";
    public const string ConsoleLogs = "/consolelogs";
    public const string StructuredLogs = "/structuredlogs";
    public const string Traces = "/traces";
    public const string Metrics = "/metrics";
    public const string Topology = "/topology";

    /// <summary>A resource's details; <paramref name="id"/> as the app host knows it.</summary>
    public static string Resource(string id) => QueryHelpers.AddQueryString(Resources, "resource", id);

    public static string ConsoleLogsOf(string resourceId) => $"{ConsoleLogs}/resource/{Uri.EscapeDataString(resourceId)}";

    /// <summary>Structured logs of one sender; its <see cref="Telemetry.TelemetryResource.Id"/>.</summary>
    public static string StructuredLogsOf(string resourceId) => QueryHelpers.AddQueryString(StructuredLogs, "resource", resourceId);

    /// <summary>Structured logs of a trace, or of one of its spans.</summary>
    public static string StructuredLogsOfTrace(string traceId, string? spanId = null) =>
        QueryHelpers.AddQueryString(StructuredLogs, new Dictionary<string, string?> { ["trace"] = traceId, ["span"] = spanId });

    public static string TracesOf(string resourceId) => QueryHelpers.AddQueryString(Traces, "resource", resourceId);

    /// <summary>The waterfall of a trace, with a span's details open if one is given.</summary>
    public static string Trace(string traceId, string? spanId = null) =>
        QueryHelpers.AddQueryString($"{Traces}/{traceId}", new Dictionary<string, string?> { ["span"] = spanId });

    public static string MetricsOf(string resourceId) => QueryHelpers.AddQueryString(Metrics, "resource", resourceId);

    public static string Metric(InstrumentKey instrument) => QueryHelpers.AddQueryString(Metrics, new Dictionary<string, string?>
    {
        ["resource"] = instrument.Resource.Id,
        ["meter"] = instrument.Meter,
        ["instrument"] = instrument.Name,
    });
}
