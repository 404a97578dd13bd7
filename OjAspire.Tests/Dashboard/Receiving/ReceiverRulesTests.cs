using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using OjAspire.Dashboard.Otlp.Protos;

namespace OjAspire.Tests.Dashboard.Receiving;

/// <summary>Who may send, from where, and how many at once.</summary>
public sealed class ReceiverRulesTests
{
    private const string Page = "https://shop.example";
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    [Fact]
    public async Task The_second_key_opens_as_the_first_does_and_no_other()
    {
        const string Second = "another-key-0123456789";
        await using var receiver = await Receiver.StartAsync(("Dashboard:Otlp:SecondaryApiKey", Second));

        Assert.Equal(StatusCode.OK, await SendAsync(receiver, Receiver.Key));
        Assert.Equal(StatusCode.OK, await SendAsync(receiver, Second));
        Assert.Equal(StatusCode.Unauthenticated, await SendAsync(receiver, Second + "0"));
        Assert.Equal(2, receiver.Store.Logs.Newest);
    }

    [Fact]
    public async Task Anybody_may_send_only_where_that_is_configured()
    {
        await using var open = await Receiver.StartAsync(("Dashboard:Otlp:AuthMode", "Unsecured"));
        await using var closed = await Receiver.StartAsync();

        Assert.Equal(StatusCode.OK, await SendAsync(open, null));
        Assert.Equal(StatusCode.Unauthenticated, await SendAsync(closed, null));
    }

    [Fact]
    public async Task Pages_of_the_configured_origins_alone_may_send()
    {
        await using var receiver = await Receiver.StartAsync(("Dashboard:Otlp:Cors:AllowedOrigins", $"{Page},https://*.example.org"));
        using var http = new HttpClient { BaseAddress = receiver.HttpAddress };

        Assert.Equal(Page, await AllowedAsync(http, Page, "POST"));
        Assert.Equal("https://a.example.org", await AllowedAsync(http, "https://a.example.org", "POST"));
        Assert.Null(await AllowedAsync(http, "https://other.example", "POST"));

        using var sent = new HttpRequestMessage(HttpMethod.Post, "v1/logs") { Content = Json() };
        sent.Headers.Add("Origin", Page);
        using var answer = await http.SendAsync(sent);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal([Page], answer.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task No_page_may_send_where_no_origin_is_configured()
    {
        await using var receiver = await Receiver.StartAsync();
        using var http = new HttpClient { BaseAddress = receiver.HttpAddress };

        Assert.Null(await AllowedAsync(http, Page, "POST"));
    }

    [Fact]
    public async Task Wrong_settings_end_the_start_and_are_all_named()
    {
        var output = await DashboardProcess.FailToStartAsync(
            ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "nowhere"),
            ("DASHBOARD__OTLP__PRIMARYAPIKEY", "short"),
            ("DASHBOARD__OTLP__SECONDARYAPIKEY", "short"),
            ("DASHBOARD__OTLP__MAXREQUESTSIZE", "5"),
            ("DASHBOARD__OTLP__MAXCONCURRENTREQUESTS", "0"));

        Assert.Contains("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL must be", output, StringComparison.Ordinal);
        Assert.Contains("Dashboard:Otlp:PrimaryApiKey must have", output, StringComparison.Ordinal);
        Assert.Contains("Dashboard:Otlp:SecondaryApiKey must have", output, StringComparison.Ordinal);
        Assert.Contains("Dashboard:Otlp:MaxRequestSize must be", output, StringComparison.Ordinal);
        Assert.Contains("Dashboard:Otlp:MaxConcurrentRequests must be", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_finds_no_place_among_those_taken_at_once_is_told_to_come_again_and_then_is_taken()
    {
        await using var receiver = await Receiver.StartAsync(("Dashboard:Otlp:MaxConcurrentRequests", "1"));
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(30) };
        using var http = new HttpClient(handler) { BaseAddress = receiver.HttpAddress };
        http.DefaultRequestHeaders.Add("x-otlp-api-key", Receiver.Key);
        using var slow = new SlowBody();
        // The server asks for the body when the request has its place.
        using var first = new HttpRequestMessage(HttpMethod.Post, "v1/logs") { Content = slow };
        first.Headers.ExpectContinue = true;
        var taken = http.SendAsync(first);
        await slow.Asked.WaitAsync(TimeSpan.FromSeconds(30));

        var grpc = SendAsync(receiver, Receiver.Key);
        using var refused = await http.PostAsync(new Uri("v1/logs", UriKind.Relative), Json());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Equal(StatusCode.Unavailable, await grpc);
        slow.Finish();
        using var answer = await taken;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(StatusCode.OK, await SendAsync(receiver, Receiver.Key));
    }

    private static async Task<StatusCode> SendAsync(Receiver receiver, string? key)
    {
        using var feed = new TelemetryFeed(receiver.GrpcAddress, "shop", "", key);
        try
        {
            await feed.SendAsync("x", TelemetryFeed.Record(Now, SeverityNumber.Info, "here"));
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }

    private static async Task<string?> AllowedAsync(HttpClient http, string origin, string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "v1/traces");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "content-type,x-otlp-api-key");
        using var answer = await http.SendAsync(request);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? string.Join(',', origins) : null;
    }

    private static StringContent Json() => new("{}", new MediaTypeHeaderValue("application/json"));

    /// <summary>A body that comes when it is told to.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowBody() => Headers.ContentType = new MediaTypeHeaderValue("application/json");

        public Task Asked => _asked.Task;

        public void Finish() => _finished.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _asked.SetResult();
            await _finished.Task;
            await stream.WriteAsync("{}"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2;
            return true;
        }
    }
}
