using System.Text.Json;
using System.Text.Unicode;
using Oj.Contracts.Scheduling;
using OjApi.Submissions;

namespace OjApi.Judge0.Responses;

/// <summary>Writes submissions with the fields and in the encoding that one request asked for.</summary>
internal sealed class SubmissionWriter(IReadOnlyList<SubmissionField> fields, bool isBase64, Func<int, Language?> languages)
{
    /// <summary>Whether the state of callbacks is asked for.</summary>
    public bool TellsCallbacks { get; } = fields.Any(field => field.Name == CallbackText.Name);

    /// <summary>Whether every text asked for can be written: without base64, JSON holds Unicode only.</summary>
    public bool CanWrite(Submission submission) =>
        isBase64 || fields.All(field => field.Text?.Invoke(submission) is not { } text || Utf8.IsValid(text.Span));

    public void Write(Utf8JsonWriter writer, Submission submission)
    {
        writer.WriteStartObject();
        foreach (var field in fields)
        {
            writer.WritePropertyName(field.Name);
            if (field.Write is not null)
            {
                field.Write(writer, submission, languages);
            }
            else if (field.Text!(submission) is { } text)
            {
                writer.WriteStringValue(isBase64 ? RubyBase64.Encode(text.Span) : text.Span);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
        writer.WriteEndObject();
    }
}
