namespace OjApi.Submissions;

/// <summary>The store cannot be reached or cannot write at the moment; nothing was stored, and the same call may succeed later.</summary>
internal sealed class StoreUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
