using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using OjApi.Submissions;

namespace OjApi.Callbacks;

/// <summary>
/// Tries once to send an outcome: PUT, as Judge0 does, with the headers of Standard Webhooks. Follows no redirect, uses no proxy and no
/// cookie, and reads of the answer its status. Thread-safe.
/// </summary>
internal sealed class CallbackSender : IDisposable
{
    /// <summary>Look-ups that may be left alone for each callback that can be under way.</summary>
    private const int LookupsPerCallback = 2;

    private const int LargestHeadersKib = 8;
    private const int LargestRestOfAnswer = 4 * 1024;
    private static readonly TimeSpan RestOfAnswerWithin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ConnectionIsKept = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLives = TimeSpan.FromMinutes(1);

    private readonly CallbackUrls _urls;
    private readonly WebhookSignature _signature;
    private readonly WriteCallbackBody _body;
    private readonly CallbackOptions _options;
    private readonly TimeProvider _time;
    private readonly HostLookup _lookup;
    private readonly OwnMeter _meter = new();
    private readonly HttpMessageInvoker _http;

    public CallbackSender(
        CallbackUrls urls,
        AddressRules rules,
        WebhookSignature signature,
        WriteCallbackBody body,
        IOptions<CallbackOptions> options,
        TimeProvider time)
    {
        (_urls, _signature, _body, _options, _time) = (urls, signature, body, options.Value, time);
        _lookup = new HostLookup(_options.Concurrency * LookupsPerCallback);
        var connector = new ReceiverConnector(rules, _lookup);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
            ConnectTimeout = _options.ConnectTimeout,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = LargestHeadersKib,
            MaxResponseDrainSize = LargestRestOfAnswer,
            ResponseDrainTimeout = RestOfAnswerWithin,
            PooledConnectionIdleTimeout = ConnectionIsKept,
            PooledConnectionLifetime = ConnectionLives,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MeterFactory = _meter,
        });
    }

    /// <summary>Sends the outcome of a final submission.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the receiver may have it.</exception>
    public async Task<TryOutcome> TrySendAsync(Submission submission, CancellationToken cancellationToken)
    {
        // Again, because the rules may have changed since it was accepted, or be others at this replica.
        if (_urls.FindFault(submission.CallbackUrl!.OriginalString, out var url) is { } fault)
        {
            return new TryOutcome($"callback_url {fault}");
        }
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = CreateRequest(submission, url!);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return Read(response);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var (what, within) = limit.IsCancellationRequested ? ("answer", _options.Timeout) : ("connection", _options.ConnectTimeout);
            return new TryOutcome(string.Create(CultureInfo.InvariantCulture, $"no {what} within {within.TotalSeconds} s"));
        }
        catch (HttpRequestException exception)
        {
            return new TryOutcome(Describe(exception));
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _lookup.Dispose();
        _meter.Dispose();
    }

    private HttpRequestMessage CreateRequest(Submission submission, Uri url)
    {
        var content = _body(submission);
        var request = new HttpRequestMessage(HttpMethod.Put, url)
        {
            Content = new ReadOnlyMemoryContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        var id = string.Create(CultureInfo.InvariantCulture, $"{submission.Token:N}-{submission.Attempt}");
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("OjAspire", null));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (_signature.CanSign)
        {
            request.Headers.Add("webhook-signature", _signature.Sign(id, timestamp, content.Span));
        }
        return request;
    }

    private TryOutcome Read(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return TryOutcome.Delivered;
        }
        var after = response.Headers.RetryAfter;
        return new TryOutcome(
            string.Create(CultureInfo.InvariantCulture, $"answered with status {(int)response.StatusCode}"),
            after?.Delta ?? after?.Date - _time.GetUtcNow(),
            IsFinal: response.StatusCode == HttpStatusCode.Gone);
    }

    // Of a few words: the author of a submission is told of the receiver, not of this server's network.
    private static string Describe(HttpRequestException exception) => (exception.HttpRequestError, exception.InnerException) switch
    {
        (_, AddressRefusedException) => "its name leads to no address that callbacks are sent to",
        (_, SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }) => "its name has no address",
        (_, SocketException { SocketErrorCode: SocketError.TryAgain }) => "its name could not be looked up",
        (_, SocketException { SocketErrorCode: SocketError.ConnectionRefused }) => "refused the connection",
        (HttpRequestError.SecureConnectionError, _) => "no TLS connection: it speaks none, or its certificate is not trusted",
        (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError, _) => "could not be connected to",
        _ => "did not answer in HTTP",
    };
}
