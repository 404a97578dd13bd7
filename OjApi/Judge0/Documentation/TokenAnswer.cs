namespace OjApi.Judge0.Documentation;

/// <summary>Describes the answer to an accepted submission.</summary>
internal sealed record TokenAnswer(Guid Token);
