extern alias dashboard;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Tests.Dashboard.Receiving;

/// <summary>Whatever comes, there is an answer, and the receiver lives.</summary>
public sealed class HostileSendersTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    private readonly HttpClient _http = new();
    private Receiver _receiver = default!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync(
            ("Dashboard:Otlp:MaxRequestSize", "65536"), ("Dashboard:TelemetryLimits:MaxResourceCount", "2"));
        _http.BaseAddress = _receiver.HttpAddress;
        _http.DefaultRequestHeaders.Add("x-otlp-api-key", Receiver.Key);
    }

    public Task DisposeAsync() => _receiver.DisposeAsync().AsTask();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Random_and_cut_messages_are_answered_with_an_error_or_taken_and_a_good_one_is_taken_after_them()
    {
        var random = new Random(17);
        var good = new ExportTraceServiceRequest
        {
            ResourceSpans = { new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { Enumerable.Range(0, 20).Select(_ => Span()) } } } } },
        }.ToByteArray();
        for (var round = 0; round < 300; round++)
        {
            var bytes = round % 2 == 0 ? new byte[random.Next(1, 400)] : good[..random.Next(1, good.Length)];
            if (round % 2 == 0)
            {
                random.NextBytes(bytes);
            }
            else
            {
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            }
            var type = round % 3 == 0 ? "application/json" : "application/x-protobuf";
            var path = (round % 5) switch { 0 => "v1/metrics", 1 => "v1/logs", _ => "v1/traces" };
            using var answer = await PostAsync(path, type, bytes, round % 7 == 0 ? "gzip" : null);
            Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest]);
            Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        }

        using var last = await PostAsync("v1/traces", "application/x-protobuf", good);
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        Assert.Empty(await last.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("application/x-protobuf", null, "\u0001", HttpStatusCode.BadRequest)]
    [InlineData("application/json", null, "{\"resourceSpans\":", HttpStatusCode.BadRequest)]
    [InlineData("application/json", null, "\"\\ud800\"", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "gzip", "{}", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "br", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", null, "{}", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_is_no_message_is_refused_and_the_sender_told_why(
        string type, string? encoding, string body, HttpStatusCode expected)
    {
        using var answer = await PostAsync("v1/traces", type, System.Text.Encoding.UTF8.GetBytes(body), encoding);

        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_request_that_is_too_large_or_grows_so_by_unpacking_is_refused()
    {
        using var large = await PostAsync("v1/logs", "application/x-protobuf", new byte[70_000]);
        using var packed = new MemoryStream();
        await using (
            var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[10_000_000]);
        }
        Assert.True(packed.Length < 65_536);
        using var bomb = await PostAsync("v1/logs", "application/x-protobuf", packed.ToArray(), "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);
    }

    [Fact]
    public async Task A_message_that_is_none_is_an_invalid_argument_over_grpc_and_one_too_large_exhausts_resources()
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(_receiver.GrpcAddress);
        var bytes = Marshallers.Create<byte[]>(sent => sent, received => received);
        var method = new Method<byte[], byte[]>(
            MethodType.Unary, "opentelemetry.proto.collector.trace.v1.TraceService", "Export", bytes, bytes);
        var options = new CallOptions(new Metadata { { "x-otlp-api-key", Receiver.Key } });

        var invalid = await Assert.ThrowsAsync<RpcException>(
            () => channel.CreateCallInvoker().AsyncUnaryCall(method, null, options, [1, 2, 3]).ResponseAsync);
        var large = await Assert.ThrowsAsync<RpcException>(
            () => channel.CreateCallInvoker().AsyncUnaryCall(method, null, options, new byte[70_000]).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, invalid.StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, large.StatusCode);
    }

    [Fact]
    public async Task What_is_refused_is_counted_and_the_rest_is_taken()
    {
        using var feed = new TelemetryFeed(_receiver.GrpcAddress, "a", "1", Receiver.Key);
        var nameless = Span();
        nameless.SpanId = ByteString.CopyFrom(new byte[8]);
        var backwards = Span();
        (backwards.StartTimeUnixNano, backwards.EndTimeUnixNano) = (ulong.MaxValue, 1);

        var spans = await feed.SendAsync("x", nameless, backwards);
        var points = await feed.SendAsync("x", TelemetryFeed.Gauge("g", "", Now, (double.NaN, []), (1, [("a", "b")])));
        var histogram = await feed.SendAsync("x", TelemetryFeed.Histogram("h", "", Now, Now, [2, 1], [1, 1, 1], 3));

        Assert.Equal(1, spans.PartialSuccess.RejectedSpans);
        Assert.Equal(1, points.PartialSuccess.RejectedDataPoints);
        Assert.Equal(1, histogram.PartialSuccess.RejectedDataPoints);
        Assert.Equal(TimeSpan.Zero, Assert.Single(Assert.Single(_receiver.Store.Traces.Snapshot().Traces).Spans).Duration);
    }

    [Fact]
    public async Task A_sender_more_than_are_kept_is_refused()
    {
        for (var number = 0; number < 4; number++)
        {
            using var feed = new TelemetryFeed(_receiver.GrpcAddress, "many", $"{number}", Receiver.Key);
            var answer = await feed.SendAsync("x", TelemetryFeed.Record(Now, SeverityNumber.Info, "here"));
            Assert.Equal(number < 2 ? 0 : 1, answer.PartialSuccess?.RejectedLogRecords ?? 0);
        }
        Assert.Equal(2, _receiver.Store.Logs.Snapshot().Entries.Count);
    }

    private static Span Span() => TelemetryFeed.Span(
        TelemetryFeed.NewTraceId(), TelemetryFeed.NewSpanId(), "", "x", Now, TimeSpan.FromMilliseconds(1), ("key", "value"), ("number", 17));

    private Task<HttpResponseMessage> PostAsync(string path, string type, byte[] body, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }
        return _http.PostAsync(new Uri(path, UriKind.Relative), content);
    }
}
