namespace OjApi.Judge0.Documentation;

/// <summary>Describes a body that names submissions.</summary>
internal sealed record TokensRequest(IReadOnlyList<Guid> Tokens);
