namespace OjApi.Callbacks;

/// <summary>What came of one try.</summary>
/// <param name="Error">
/// Why it failed, for the author of the submission: what the receiver did, and nothing of this server. Absent when it did not.
/// </param>
/// <param name="RetryAfter">How long the receiver asks to be left alone. Absent when it does not.</param>
/// <param name="IsFinal">Whether the receiver wants no further try.</param>
internal sealed record TryOutcome(string? Error, TimeSpan? RetryAfter = null, bool IsFinal = false)
{
    /// <summary>The receiver has it.</summary>
    public static TryOutcome Delivered { get; } = new(Error: null);
}
