namespace OjApi.Submissions;

/// <summary>How many submissions are quarantined in the whole system.</summary>
internal sealed class QuarantinedCount(ISubmissionStore store, TimeProvider time)
    : FreshCount(() => store.CountQuarantinedAsync(CancellationToken.None), time);
