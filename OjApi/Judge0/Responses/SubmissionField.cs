using System.Text.Json;
using Oj.Contracts.Scheduling;
using OjApi.Submissions;

namespace OjApi.Judge0.Responses;

/// <summary>One field of an answer. Exactly one of <see cref="Text"/> and <see cref="Write"/> is set.</summary>
/// <param name="Name">Its key in JSON.</param>
internal sealed record SubmissionField(string Name)
{
    /// <summary>Bytes of the user or the program, in base64 when asked for; absent becomes null.</summary>
    public Func<Submission, ReadOnlyMemory<byte>?>? Text { get; init; }

    /// <summary>Writes the value of any other field.</summary>
    public Action<Utf8JsonWriter, Submission, Func<int, Language?>>? Write { get; init; }
}
