using System.Threading.Channels;
using Microsoft.Extensions.Options;
using OjApi.Judge0;
using OjApi.Submissions;

namespace OjApi.Callbacks;

/// <summary>
/// Sends what is due in the outbox. Every replica does, and they share it: each callback is claimed by one for one try. It looks when a
/// transaction has put something there, when one of its places becomes free, when the next one becomes due, and for whatever else
/// happened after a while by itself. A try of a replica that died is due again when its lease has run out.
/// </summary>
internal sealed partial class CallbackDispatcher(
    ICallbackStore outbox,
    ISubmissionFeed feed,
    CallbackDelivery delivery,
    CallbackPlaces places,
    IOptions<CallbackOptions> options,
    IOptions<Judge0Options> judge0,
    TimeProvider time,
    ILogger<CallbackDispatcher> logger) : BackgroundService
{
    /// <summary>Candidates that are read for each free place, since several may be of one host.</summary>
    private const int CandidatesPerPlace = 4;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    // What is due within so short a time of each other is looked for together.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    /// <summary>How much longer than a try may take a claim is valid: until what came of it is recorded.</summary>
    private static readonly TimeSpan RecordedWithin = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly List<Task> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!judge0.Value.EnableCallbacks)
        {
            return;
        }
        try
        {
            // Whoever comes next is waited for before looking, so that nothing falls between the two.
            var told = feed.WhenCallbacksAsync(stoppingToken);
            while (true)
            {
                _bell.Reader.TryRead(out _);
                var quiet = await TryStartDueAsync(stoppingToken);
                await WaitAsync(told, quiet, stoppingToken);
                told = told.IsCompleted ? feed.WhenCallbacksAsync(stoppingToken) : told;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Quiet: this replica stops. What is under way is given back.
        }
        finally
        {
            await Task.WhenAll(_running);
        }
    }

    private async Task WaitAsync(Task told, TimeSpan atMost, CancellationToken stoppingToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(told, _bell.Reader.WaitToReadAsync(over.Token).AsTask(), Task.Delay(atMost, time, over.Token));
        await over.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
        await Task.Delay(ShortestWait, time, stoppingToken);
    }

    /// <summary>Starts what is due and has a place.</summary>
    /// <returns>How long nothing more becomes due by itself.</returns>
    private async Task<TimeSpan> TryStartDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (places.Available > 0 && await StartSomeAsync(stoppingToken))
            {
            }
            var next = await outbox.UntilNextDueAsync(stoppingToken) ?? LookEvery;
            return next < LookEvery ? next : LookEvery;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.NotLooked(logger, exception);
            return StoreRetry.Interval;
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> StartSomeAsync(CancellationToken stoppingToken)
    {
        _running.RemoveAll(task => task.IsCompleted);
        var most = places.Available * CandidatesPerPlace;
        var due = await outbox.FindDueAsync(most, places.FullHosts, places.AreRetriesFull, stoppingToken);
        var chosen = due.Where(callback => places.TryTake(callback.Host, IsRetry(callback))).ToDictionary(callback => callback.Id);
        if (chosen.Count == 0)
        {
            return false;
        }
        var claim = Guid.NewGuid();
        IReadOnlyList<DueCallback> claimed = [];
        try
        {
            claimed = await outbox.ClaimAsync([.. chosen.Keys], claim, options.Value.Timeout + RecordedWithin, stoppingToken);
        }
        finally
        {
            foreach (var callback in chosen.Values.Where(callback => !claimed.Any(each => each.Id == callback.Id)))
            {
                places.GiveBack(callback.Host, IsRetry(callback));
            }
        }
        _running.AddRange(claimed.Select(callback => RunAsync(callback, IsRetry(chosen[callback.Id]), claim, stoppingToken)));
        return due.Count == most || due.Count > chosen.Count || claimed.Count < chosen.Count;
    }

    private async Task RunAsync(DueCallback callback, bool isRetry, Guid claim, CancellationToken stoppingToken)
    {
        await delivery.DeliverAsync(callback, claim, stoppingToken);
        places.GiveBack(callback.Host, isRetry);
        _bell.Writer.TryWrite(true);
    }

    private static bool IsRetry(DueCallback callback) => callback.Tries > 0;

    private static partial class Log
    {
        [LoggerMessage(EventId = 2601, EventName = "CallbacksNotRead", Level = LogLevel.Warning,
            Message = "The outbox of callbacks cannot be read; looked at again soon")]
        public static partial void NotLooked(ILogger logger, Exception exception);
    }
}
