using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Tests.Dashboard.Traces;

/// <summary>One trace through two processes, sent by OTLP: a request, the call it makes, what the other process does, an error in
/// it.</summary>
internal sealed class SentTrace(DashboardProcess dashboard, string service, TimeSpan duration) : IDisposable
{
    private readonly TelemetryFeed _web = new(dashboard, service, "one");
    private readonly TelemetryFeed _worker = new(dashboard, $"{service}-worker", "two");
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow() - duration;

    public string Id { get; } = TelemetryFeed.NewTraceId();

    public string RootId { get; } = TelemetryFeed.NewSpanId();

    public string CallId { get; } = TelemetryFeed.NewSpanId();

    public string HandleId { get; } = TelemetryFeed.NewSpanId();

    /// <summary>The worker's half, whose parent is not there yet.</summary>
    /// <param name="pointsAt">A span of another trace.</param>
    public async Task SendWorkerAsync(SentTrace? pointsAt = null)
    {
        var handle = Span(HandleId, CallId, "handle order", 0.15, 0.7, ("order.id", "4711"), ("markup", "<b>x</b>"));
        handle.Events.Add(new Span.Types.Event { Name = "picked up", TimeUnixNano = At(0.25) });
        if (pointsAt is not null)
        {
            handle.Links.Add(
                new Span.Types.Link { TraceId = TelemetryFeed.Bytes(pointsAt.Id), SpanId = TelemetryFeed.Bytes(pointsAt.HandleId) });
        }
        var write = Span(TelemetryFeed.NewSpanId(), HandleId, "write file", 0.3, 0.2);
        write.Status = new Status { Code = Status.Types.StatusCode.Error, Message = "The disk is full" };
        await _worker.SendAsync("Shop.Worker", write, handle);
        var record = TelemetryFeed.Record(_start + (duration * 0.4), SeverityNumber.Warn, "Order 4711 waits");
        (record.TraceId, record.SpanId) = (TelemetryFeed.Bytes(Id), TelemetryFeed.Bytes(HandleId));
        await _worker.SendAsync("Shop.Worker", record);
    }

    /// <summary>The half of the process in which it began.</summary>
    public Task SendWebAsync() =>
        _web.SendAsync("Shop.Web", Span(CallId, RootId, "call worker", 0.1, 0.8), Span(RootId, "", "POST /orders", 0, 1));

    public async Task SendAsync(SentTrace? pointsAt = null)
    {
        await SendWorkerAsync(pointsAt);
        await SendWebAsync();
    }

    public void Dispose()
    {
        _web.Dispose();
        _worker.Dispose();
    }

    private Span Span(
        string id, string parent, string name, double from, double part, params IEnumerable<(string Key, object Value)> attributes) =>
        TelemetryFeed.Span(Id, id, parent, name, _start + (duration * from), duration * part, attributes);

    private ulong At(double part) => TelemetryFeed.Nanoseconds(_start + (duration * part));
}
