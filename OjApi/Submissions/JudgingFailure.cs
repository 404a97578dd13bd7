using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>That we failed to judge a submission, for good.</summary>
/// <param name="Why">Given up or quarantined.</param>
/// <param name="Message">For the user.</param>
/// <param name="Counts">What has come to nothing, the last attempt included.</param>
internal sealed record JudgingFailure(Unjudged Why, string Message, DeliveryCounts Counts);
