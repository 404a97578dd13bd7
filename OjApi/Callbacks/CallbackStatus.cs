namespace OjApi.Callbacks;

/// <summary>What can be told of the callback of a submission's latest outcome.</summary>
/// <param name="Token">The submission.</param>
/// <param name="Attempt">The attempt whose outcome it is.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Tries">How often it was tried, one under way included.</param>
/// <param name="LastError">Why the last try that is over failed. Absent when none did.</param>
/// <param name="NextTryAt">When it is tried again, on the store's clock. Absent while it is being tried, and when it will not be.</param>
internal sealed record CallbackStatus(
    Guid Token, int Attempt, CallbackState State, int Tries, string? LastError, DateTimeOffset? NextTryAt);
