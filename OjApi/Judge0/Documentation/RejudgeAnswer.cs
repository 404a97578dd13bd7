using System.ComponentModel;

namespace OjApi.Judge0.Documentation;

/// <summary>Describes the answer to a rejudge.</summary>
internal sealed record RejudgeAnswer(
    string Token, [property: Description("Why it is not judged anew; only in batches.")] string? Error);
