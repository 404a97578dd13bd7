using System.Threading.Channels;
using OjApi.Endpoints;
using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// Records assignments behind the back of the stream, which does not wait for the store. The queue is bounded; when it
/// is full, claims wait. An assignment that could not be recorded is dropped: all it changes is that an adopter finds
/// the job queued, and it looks into the sandboxes' reports before it delivers anything.
/// </summary>
internal sealed partial class AssignmentRecorder(ISubmissionStore store, ServerIdentity identity, TimeProvider time, ILogger<AssignmentRecorder> logger)
    : BackgroundService
{
    private const int Capacity = 1024;
    private const int Concurrency = 16;

    private readonly Channel<Assignment> _assignments = Channel.CreateBounded<Assignment>(Capacity);

    public ValueTask RecordAsync(JobKey key, string sandboxBaseId, CancellationToken cancellationToken) =>
        _assignments.Writer.WriteAsync(new Assignment(key, sandboxBaseId, time.GetUtcNow()), cancellationToken);

    /// <summary>Records the next one; says whether there was one.</summary>
    public async Task<bool> TryStoreNextAsync(CancellationToken cancellationToken)
    {
        if (!_assignments.Reader.TryRead(out var assignment))
        {
            return false;
        }

        await StoreAsync(assignment, cancellationToken);
        return true;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => StoreAllAsync(stoppingToken)));

    private async Task StoreAllAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _assignments.Reader.WaitToReadAsync(stoppingToken))
            {
                await TryStoreNextAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Quiet: see above.
        }
    }

    private async Task StoreAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        var (key, sandboxBaseId, startedAt) = assignment;
        try
        {
            // A refusal needs no answer: the job is final, at a later attempt or another replica's already.
            await store.AssignAsync(key.Token, key.Attempt, identity.Id, sandboxBaseId, startedAt, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.StoreFailed(logger, key.Token, exception);
        }
    }

    private readonly record struct Assignment(JobKey Key, string SandboxBaseId, DateTimeOffset StartedAt);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2141, EventName = "AssignmentNotStored", Level = LogLevel.Warning,
            Message = "The assignment of submission {Token} could not be recorded")]
        public static partial void StoreFailed(ILogger logger, Guid token, Exception exception);
    }
}
