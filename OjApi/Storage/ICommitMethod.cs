namespace OjApi.Storage;

/// <summary>How a provider commits, and how the other replicas hear of it. Thread-safe.</summary>
internal interface ICommitMethod
{
    /// <summary>How many transactions of one replica may be under way at once.</summary>
    int Writers { get; }

    /// <summary>The last statements before a commit, inside the transaction.</summary>
    /// <returns>
    /// How to ask later what became of it, should the answer to the commit be lost; <see langword="null"/> where a commit that
    /// fails has stored nothing.
    /// </returns>
    Task<AskFate?> PrepareAsync(SubmissionContext context, Notices notices);

    /// <summary>The transaction is committed. Never fails.</summary>
    void Committed(Notices notices);
}
