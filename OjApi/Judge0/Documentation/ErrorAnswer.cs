namespace OjApi.Judge0.Documentation;

/// <summary>Describes the answer to a request that cannot be answered.</summary>
internal sealed record ErrorAnswer(string Error);
