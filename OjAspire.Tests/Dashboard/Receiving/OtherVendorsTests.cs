extern alias dashboard;
using System.Diagnostics;
using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Logs;
using dashboard::OjAspire.Dashboard.Telemetry.Metrics;
using dashboard::OjAspire.Dashboard.Telemetry.Traces;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Dashboard.Receiving;

/// <summary>OpenTelemetry's JavaScript SDK, as it comes, sends to the dashboard in each of its three ways.</summary>
public sealed class OtherVendorsTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    private static string Folder => Path.Combine(SourceTree.Root, "scripts", "otlp-senders");

    [Theory]
    [InlineData("grpc")]
    [InlineData("proto")]
    [InlineData("http")]
    public async Task What_another_vendors_exporter_sends_arrives_whole(string protocol)
    {
        await using var receiver = await Receiver.StartAsync();

        await SendAsync(protocol, (protocol == "grpc" ? receiver.GrpcAddress : receiver.HttpAddress).ToString(), Receiver.Key);

        var sender = Assert.Single(receiver.Store.Resources.Snapshot()).Resource;
        Assert.Equal(("js", protocol, "1.2.3"), (sender.Name, sender.Instance, sender.Attributes.Find("service.version")));
        var span = CheckTrace(Assert.Single(receiver.Store.Traces.Snapshot().Traces), sender);
        CheckLog(Assert.Single(receiver.Store.Logs.Snapshot().Entries), span);
        CheckMetrics(receiver.Store.Metrics);
    }

    [Fact]
    public async Task Another_vendors_exporter_is_told_that_its_key_is_wrong()
    {
        await using var receiver = await Receiver.StartAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SendAsync("proto", receiver.HttpAddress.ToString(), "wrong"));

        Assert.Contains("401", failure.Message, StringComparison.Ordinal);
        Assert.Empty(receiver.Store.Resources.Snapshot());
    }

    private static Span CheckTrace(dashboard::OjAspire.Dashboard.Telemetry.Traces.Trace trace, TelemetryResource sender)
    {
        var (parent, child) = (trace.Spans[0], trace.Spans[1]);
        Assert.Equal(("order", SpanKind.Server, "", "shop"), (parent.Name, parent.Kind, parent.ParentId, parent.Scope));
        Assert.Equal((Time, Time.AddMilliseconds(40), SpanStatus.Unset), (parent.Start, parent.End, parent.Status));
        Assert.Equal(("pay", SpanKind.Client, parent.SpanId), (child.Name, child.Kind, child.ParentId));
        Assert.Equal((Time.AddMilliseconds(10), Time.AddMilliseconds(35)), (child.Start, child.End));
        Assert.Equal((SpanStatus.Error, "no money"), (child.Status, child.StatusMessage));
        Assert.Same(sender, child.Resource);
        Assert.Equal<KeyValuePair<string, string>>(
            [new("text", "文字"), new("whole", "42"), new("number", "1.5"), new("truth", "true"), new("list", """["a","b"]""")], child.Attributes);
        var happened = Assert.Single(child.Events);
        Assert.Equal((Time.AddMilliseconds(15), "card refused", "51"), (happened.Time, happened.Name, happened.Attributes.Find("code")));
        var link = Assert.Single(child.Links);
        Assert.Equal((trace.Id, parent.SpanId, "retry"), (link.TraceId, link.SpanId, link.Attributes.Find("why")));
        return child;
    }

    private static void CheckLog(LogEntry record, Span span)
    {
        Assert.Equal((Time.AddMilliseconds(20), LogSeverity.Warning, "shop.orders"), (record.Time, record.Severity, record.Category));
        Assert.Equal(("Order 17 refused", "order.refused"), (record.Message, record.EventName));
        Assert.Equal((span.TraceId, span.SpanId), (record.TraceId, record.SpanId));
        Assert.Equal<KeyValuePair<string, string>>(
            [new("order", "17"), new("reason", """{"code":51,"text":"no money"}""")], record.Attributes);
    }

    private static void CheckMetrics(MetricStore metrics)
    {
        var points = metrics.Latest(_ => true).ToDictionary(
            instrument => instrument.Info.Key.Name, instrument => (instrument.Info, Set: instrument.Series[0].Attributes, Point: instrument.Series[0].Points[^1]));
        Assert.Equal(["duration", "open", "orders", "queue"], points.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            (InstrumentKind.Counter, "{order}", "Orders taken."),
            (points["orders"].Info.Kind, points["orders"].Info.Unit, points["orders"].Info.Description));
        Assert.Equal((3, "refused"), (points["orders"].Point.Value, points["orders"].Set.Find("outcome")));
        Assert.Equal((InstrumentKind.UpDownCounter, -2), (points["open"].Info.Kind, points["open"].Point.Value));
        Assert.Equal(
            (InstrumentKind.Gauge, 7, "incoming"),
            (points["queue"].Info.Kind, points["queue"].Point.Value, points["queue"].Set.Find("queue")));
        var duration = points["duration"].Point.Histogram!;
        Assert.Equal((3, 5.55), (duration.Count, duration.Sum));
        Assert.Equal<double>([0.1, 1], duration.Bounds);
        Assert.Equal<long>([1, 1, 1], duration.Counts);
    }

    private static async Task SendAsync(string protocol, string address, string key)
    {
        Assert.True(
            File.Exists(Path.Combine(Folder, "node_modules", "installed.lock")),
            "OpenTelemetry's JavaScript SDK is missing. Install it with: source scripts/prerequisites.sh && oj_otlp_senders");
        using var node = Process.Start(new ProcessStartInfo("node", ["send.mjs", protocol, address, key])
        {
            WorkingDirectory = Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var said = await Task.WhenAll(node.StandardError.ReadToEndAsync(), node.StandardOutput.ReadToEndAsync());
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException(string.Concat(said));
        }
    }
}
