namespace OjApi.Submissions;

/// <summary>How many submissions wait in the whole system.</summary>
internal sealed class QueuedCount(ISubmissionStore store, TimeProvider time)
    : FreshCount(() => store.CountQueuedAsync(CancellationToken.None), time);
