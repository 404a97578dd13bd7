namespace OjApi.Storage;

/// <summary>Opens a short-lived unit of work on the configured store, whichever provider that is. The caller disposes it.</summary>
internal delegate SubmissionContext OpenStore();
