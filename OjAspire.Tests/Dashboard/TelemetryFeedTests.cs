using Grpc.Core;
using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Tests.Dashboard;

public sealed class TelemetryFeedTests
{
    [Fact]
    public async Task Telemetry_of_all_signals_is_taken_from_who_has_the_key_alone()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null);
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        using var feed = new TelemetryFeed(dashboard, "shop", "shop-1");

        var traces = await feed.SendAsync(
            "Shop", TelemetryFeed.Span(TelemetryFeed.NewTraceId(), TelemetryFeed.NewSpanId(), "", "GET /", now, TimeSpan.FromMilliseconds(12), ("items", 3)));
        var logs = await feed.SendAsync("Shop.Orders", TelemetryFeed.Record(now, SeverityNumber.Info, "An order came", ("order", "17")));
        var metrics = await feed.SendAsync("Shop", TelemetryFeed.Gauge("shop.queue", "{order}", now, (3, [("queue", "incoming")])));

        Assert.Null(traces.PartialSuccess);
        Assert.Null(logs.PartialSuccess);
        Assert.Null(metrics.PartialSuccess);

        foreach (var key in (string?[])[null, "", "wrong", DashboardProcess.Token])
        {
            using var stranger = new TelemetryFeed(dashboard.OtlpGrpcAddress, "stranger", "", key);
            var refused = await Assert.ThrowsAsync<RpcException>(
                () => stranger.SendAsync("x", TelemetryFeed.Record(now, SeverityNumber.Info, "Let me in")));
            Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        }
    }
}
