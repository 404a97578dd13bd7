namespace OjApi.Judge0.Documentation;

/// <summary>Describes the attempts of a submission, in their order; the last one is the current one.</summary>
internal sealed record AttemptsAnswer(Guid Token, IReadOnlyList<AttemptAnswer> Attempts);
