using System.ComponentModel;

namespace OjApi.Judge0.Documentation;

/// <summary>Describes one attempt of a submission.</summary>
internal sealed record AttemptAnswer
{
    [Description("Its number, from 1.")]
    public int Attempt { get; init; }

    [Description("The sandbox that had it; null when none had.")]
    public string? Sandbox { get; init; }

    [Description("When it was given to the sandbox; null when it was not.")]
    public DateTimeOffset? StartedAt { get; init; }

    [Description("When its outcome was stored or its failure noticed; null while it goes on.")]
    public DateTimeOffset? EndedAt { get; init; }

    [Description("judged, cancelled, given_up or quarantined with an outcome; failed (the sandbox could not), lost (no sandbox had it any more), died (its sandbox did) or handed_back when it came to nothing; null while it goes on.")]
    public string? Ended { get; init; }

    [Description("What went wrong; only for requests with the authorization token.")]
    public string? Reason { get; init; }

    [Description("As of a submission; null when the attempt came to nothing.")]
    public StatusAnswer? Status { get; init; }

    [Description("As of a submission.")]
    public string? Verdict { get; init; }

    [Description("As of a submission.")]
    public string? Time { get; init; }

    [Description("As of a submission.")]
    public long? Memory { get; init; }
}
