using OjApi.Endpoints;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// Adopts what other replicas leave: at once when one says so or when a sandbox came that can judge what was left, and in
/// every round of <see cref="LeaseKeeper"/>, which finds also what the dead have left. Only a replica that has been in touch with the
/// store for long enough calls others dead; see <see cref="OwnLease"/>.
/// </summary>
internal sealed partial class Adopter(
    ISubmissionStore store,
    ISubmissionFeed feed,
    Scheduler scheduler,
    OwnLease lease,
    ServerIdentity identity,
    TimeProvider time,
    ILogger<Adopter> logger) : BackgroundService
{
    private const int AdoptedAtOnce = 500;

    // Notices that come close together cost one look.
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(5);

    /// <summary>Adopts until there is nothing to adopt, or no room. A replica that is about to stop adopts nothing.</summary>
    public async Task AdoptAsync(CancellationToken cancellationToken)
    {
        while (!scheduler.IsDraining && Math.Min(AdoptedAtOnce, scheduler.Room()) is > 0 and var limit)
        {
            var adopted = await store.AdoptAsync(identity.Id, scheduler.CoveredLanguages(), lease.OthersCouldRenew, limit, cancellationToken);
            if (adopted.Count > 0)
            {
                scheduler.Adopt([.. adopted.Select(submission => submission.ToOwnedJob())]);
                Log.Adopted(logger, adopted.Count);
            }

            if (adopted.Count < limit)
            {
                return;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Whoever comes next is waited for before looking, so that nothing falls between the two.
            var (left, gained) = (feed.WhenLeftAsync(stoppingToken), scheduler.CoverageGained.WaitAsync(stoppingToken).AsTask());
            while (true)
            {
                await Task.WhenAny(left, gained);
                stoppingToken.ThrowIfCancellationRequested();
                await Task.Delay(Debounce, time, stoppingToken);
                left = left.IsCompleted ? feed.WhenLeftAsync(stoppingToken) : left;
                gained = gained.IsCompleted ? scheduler.CoverageGained.WaitAsync(stoppingToken).AsTask() : gained;
                await TryAdoptAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Quiet: this replica stops.
        }
    }

    private async Task TryAdoptAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AdoptAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.NotAdopted(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2163, EventName = "SubmissionsAdopted", Level = LogLevel.Information,
            Message = "Adopted {Count} unfinished submission(s) that other servers left")]
        public static partial void Adopted(ILogger logger, int count);

        [LoggerMessage(EventId = 2164, EventName = "SubmissionsNotAdopted", Level = LogLevel.Warning,
            Message = "What other servers left could not be adopted; tried again with the next renewal of the lease")]
        public static partial void NotAdopted(ILogger logger, Exception exception);
    }
}
