using Microsoft.Extensions.Options;
using OjApi.Endpoints;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// Keeps this replica's lease on its submissions, has those of replicas that lost theirs adopted, and after a pause of its
/// own lets go of what others took over meanwhile.
/// </summary>
internal sealed partial class LeaseKeeper(
    ISubmissionStore store,
    Scheduler scheduler,
    Redeliverer redeliverer,
    Adopter adopter,
    ServerIdentity identity,
    OwnLease own,
    IOptions<OwnershipOptions> options,
    TimeProvider time,
    ILogger<LeaseKeeper> logger) : BackgroundService
{
    private readonly CancellationTokenSource _released = new();
    private bool _mayHaveLostSome;

    /// <summary>Takes the lease before this server listens: what is accepted without one would be adopted by others at once.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRenewAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Gives the lease up for good, so that others adopt what is left here. Once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await _released.CancelAsync();
        if (ExecuteTask is { } loop)
        {
            await loop.WaitAsync(cancellationToken);
        }

        await store.ReleaseLeaseAsync(identity.Id, cancellationToken);
    }

    /// <summary>One round: renews, lets go of what was lost, adopts. A failure is logged; the next round tries again.</summary>
    public async Task TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Either clock may say so: the store's, which counts, and this one's when the answer to an earlier renewal was lost.
            _mayHaveLostSome |= own.WasTaken && !own.IsValid;
            var now = time.GetTimestamp();
            var wasHeld = await store.RenewLeaseAsync(identity.Id, options.Value.Lease, cancellationToken);
            _mayHaveLostSome |= own.WasTaken && !wasHeld;
            if (_mayHaveLostSome)
            {
                await LetGoOfLostAsync(cancellationToken);
                _mayHaveLostSome = false;
            }

            own.Renewed(now, wasHeld);
            await adopter.AdoptAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            own.NotRenewed();
            Log.RenewalFailed(logger, exception);
        }
    }

    public override void Dispose()
    {
        _released.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _released.Token);
        using var timer = new PeriodicTimer(options.Value.RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(either.Token))
            {
                await TryRenewAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Quiet: the lease runs out or is released.
        }
    }

    private async Task LetGoOfLostAsync(CancellationToken cancellationToken)
    {
        Log.LeaseWasLost(logger);
        var since = scheduler.BeginReading();
        var tokens = scheduler.Tokens();
        var found = await store.FindAsync(tokens, cancellationToken);
        foreach (var token in tokens)
        {
            if (!redeliverer.Follow(token, found.GetValueOrDefault(token), since))
            {
                await redeliverer.ReconcileAsync(token, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2161, EventName = "LeaseNotRenewed", Level = LogLevel.Error,
            Message = "The lease on this server's submissions could not be renewed; tried again soon")]
        public static partial void RenewalFailed(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 2162, EventName = "LeaseWasLost", Level = LogLevel.Warning,
            Message = "The lease had run out; what other servers took over meanwhile is theirs")]
        public static partial void LeaseWasLost(ILogger logger);
    }
}
