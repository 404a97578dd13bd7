namespace OjApi.Callbacks;

/// <summary>A callback that is due.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Token">The submission.</param>
/// <param name="Attempt">The attempt whose outcome is to be sent.</param>
/// <param name="Host">Host and port of the receiver.</param>
/// <param name="Tries">How often it has been tried, or with the try it was claimed for.</param>
internal sealed record DueCallback(long Id, Guid Token, int Attempt, string Host, int Tries);
