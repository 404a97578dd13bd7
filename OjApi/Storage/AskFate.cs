namespace OjApi.Storage;

/// <summary>Asks the store, on a connection of its own, what became of one transaction.</summary>
internal delegate Task<TransactionFate> AskFate(SubmissionContext context, CancellationToken cancellationToken);
