using System.ComponentModel;

namespace OjApi.Judge0.Documentation;

/// <summary>Describes how far the callback of a submission has come.</summary>
internal sealed record CallbackAnswer
{
    [Description("waiting (for the verdict), due (now, or again at next_try_at), delivered, given_up (after the last try), or superseded "
        + "(by a later attempt).")]
    public required string State { get; init; }

    [Description("How often it was tried.")]
    public required int Tries { get; init; }

    [Description("Why the last try that is over failed; null when none did.")]
    public string? LastError { get; init; }

    [Description("When it is tried again; null while it is being tried, and when it will not be.")]
    public DateTimeOffset? NextTryAt { get; init; }
}
