using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Tests.Dashboard;

/// <summary>Something of every kind of telemetry, in the shared dashboard, so that no page is empty when it is looked at.</summary>
public sealed class SentSample(RunningDashboard running) : IAsyncLifetime
{
    /// <summary>Who has sent it.</summary>
    public const string Sender = "sample-1";

    public const string TraceId = "5a3b1c7d9e2f40618293a4b5c6d7e8f9";

    /// <summary>A span that failed, with attributes, an event and a log record.</summary>
    public const string SpanId = "1122334455667788";

    private const string RootId = "8877665544332211";
    private static readonly double[] Bounds = [0.1, 0.2, 0.4];

    private TopologyFeed? _server;
    private TopologyFeed? _worker;

    public async Task InitializeAsync()
    {
        using var feed = new TelemetryFeed(running.Process, "sample", "1");
        var now = TimeProvider.System.GetUtcNow();
        var failed = TelemetryFeed.Span(
            TraceId, SpanId, RootId, "write file", now.AddSeconds(-2), TimeSpan.FromSeconds(1), ("file.name", "a.txt"));
        failed.Status = new Status { Code = Status.Types.StatusCode.Error, Message = "The disk is full" };
        failed.Events.Add(new Span.Types.Event { Name = "picked up", TimeUnixNano = TelemetryFeed.Nanoseconds(now.AddSeconds(-1.5)) });
        await feed.SendAsync(
            "Sample", TelemetryFeed.Span(TraceId, RootId, "", "POST /files", now.AddSeconds(-3), TimeSpan.FromSeconds(3)), failed);

        var record = TelemetryFeed.Record(now, SeverityNumber.Error, "The disk is full", ("exception.type", "System.IO.IOException"));
        (record.TraceId, record.SpanId) = (TelemetryFeed.Bytes(TraceId), TelemetryFeed.Bytes(SpanId));
        await feed.SendAsync("Sample", TelemetryFeed.Record(now, SeverityNumber.Info, "A file came"), record);

        var times = TelemetryFeed.Histogram("sample.time", "s", now.AddSeconds(-20), now.AddSeconds(-5), Bounds, [5, 4, 3, 0], 3);
        times.Histogram.DataPoints[0].Exemplars.Add(new Exemplar
        {
            TimeUnixNano = TelemetryFeed.Nanoseconds(now.AddSeconds(-6)),
            AsDouble = 0.3,
            TraceId = TelemetryFeed.Bytes(TraceId),
            SpanId = TelemetryFeed.Bytes(SpanId),
        });
        await feed.SendAsync("Sample", times);

        _server = TopologyFeed.Server(running.Process, "sample", "sample");
        _worker = TopologyFeed.Worker(running.Process, "sample", ("sample", "open", 2), ("10.0.0.9:3001", "failing", 0));
    }

    public async Task DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_worker?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
