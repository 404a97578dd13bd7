using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using OjAspire.Dashboard.Otlp.Http;

namespace OjAspire.Dashboard.Otlp;

/// <summary>
/// Lets in a few requests at once. From the first byte of its body to its answer a request may take memory many times the largest size, so
/// that what many senders send at once has to wait outside, where it takes no more than a connection's buffers.
/// </summary>
internal sealed class IntakeGate(IOptions<OtlpOptions> options, TimeProvider clock) : IAsyncDisposable
{
    private const int MostWaiting = 1_000;
    private const string Reason = "Too many requests at once (Dashboard:Otlp:MaxConcurrentRequests); try again.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A body that trickles in must not keep others out for long.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxConcurrentRequests,
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Lets a request in, in its turn, or tells the sender to come again.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        using var turn = await WaitAsync(context.RequestAborted);
        if (turn is not { IsAcquired: true })
        {
            context.Response.Headers.RetryAfter = "1";
            await Answers.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, Reason);
            return;
        }
        using var tooLong = new CancellationTokenSource(Longest, clock);
        await using var abort = tooLong.Token.Register(context.Abort);
        await next(context);
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    private async Task<RateLimitLease?> WaitAsync(CancellationToken gone)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, gone);
        try
        {
            return await _limiter.AcquireAsync(1, either.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
