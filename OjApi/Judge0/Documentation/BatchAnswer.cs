namespace OjApi.Judge0.Documentation;

/// <summary>Describes the submissions of a batch as they are read; null for an unknown token.</summary>
internal sealed record BatchAnswer(IReadOnlyList<SubmissionAnswer?> Submissions);
