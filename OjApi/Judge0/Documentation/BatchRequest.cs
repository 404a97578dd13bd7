namespace OjApi.Judge0.Documentation;

/// <summary>Describes a batch.</summary>
internal sealed record BatchRequest(IReadOnlyList<SubmissionRequest> Submissions);
