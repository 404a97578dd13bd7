using OjAspire.Dashboard.Otlp.Protos;
using Xunit.Abstractions;

namespace OjAspire.Tests.Dashboard.Receiving;

/// <summary>How much the receiver takes, and what keeping it costs. Senders and receiver share the machine.</summary>
[Collection(Alone.Name)]
public sealed class ReceiverLoadTests(ITestOutputHelper output)
{
    private const int Senders = 4;
    private const int InRequest = 250;
    private const int SpansInTrace = 10;
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    [Fact]
    public async Task A_hundred_thousand_spans_and_ten_thousand_log_records_are_taken_at_thousands_a_second_and_kept()
    {
        await using var receiver = await Receiver.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var spans = await RateAsync(
            receiver, 100_000,
            (feed, _) => feed.SendAsync("Shop", [.. Enumerable.Range(0, InRequest / SpansInTrace).SelectMany(_ => Trace())]));
        var logs = await RateAsync(receiver, 10_000, (feed, number) => feed.SendAsync("Shop.Orders", [.. Enumerable.Range(0, InRequest).Select(each =>
            TelemetryFeed.Record(Now, SeverityNumber.Info, $"Order {number * InRequest + each} came from the shop", ("order", each), ("customer", $"c{each}")))]));

        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{spans:n0} spans/s, {logs:n0} log records/s, {kept / 1e6:n0} MB kept");
        Assert.Equal((100_000, 0), (receiver.Store.Traces.Snapshot().Spans, receiver.Store.Traces.Snapshot().Dropped));
        Assert.Equal((10_000, 0), (receiver.Store.Logs.Snapshot().Entries.Count, receiver.Store.Logs.Snapshot().Dropped));
        Assert.True(spans > 2_000, $"{spans:n0} spans/s");
        Assert.True(logs > 1_000, $"{logs:n0} log records/s");
    }

    private static async Task<double> RateAsync(Receiver receiver, int count, Func<TelemetryFeed, int, Task> send)
    {
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            using var feed = new TelemetryFeed(receiver.GrpcAddress, "shop", $"shop-{sender}", Receiver.Key);
            for (var request = sender; request < count / InRequest; request += Senders)
            {
                await send(feed, request);
            }
        })));
        return count / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static IEnumerable<Span> Trace()
    {
        var trace = TelemetryFeed.NewTraceId();
        var root = TelemetryFeed.NewSpanId();
        return Enumerable.Range(0, SpansInTrace).Select(number => TelemetryFeed.Span(
            trace, number == 0
                ? root
                : TelemetryFeed.NewSpanId(), number == 0
                ? ""
                : root, "GET /orders", Now.AddMilliseconds(number), TimeSpan.FromMilliseconds(12),
            ("http.request.method", "GET"), ("url.path", "/orders"), ("http.response.status_code", 200), ("server.address", "shop.example"), ("number", number)));
    }
}
