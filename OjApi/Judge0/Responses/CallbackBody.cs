using System.Buffers;
using System.Text.Json;
using OjApi.Languages;
using OjApi.Submissions;

namespace OjApi.Judge0.Responses;

/// <summary>Writes what a receiver is told: the default fields of a submission, always in base64, as Judge0 sends them.</summary>
internal sealed class CallbackBody(KnownLanguages languages)
{
    private readonly SubmissionWriter _writer = new(SubmissionFields.Default, isBase64: true, languages.Find);

    public ReadOnlyMemory<byte> Write(Submission submission)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, JsonAnswer.Options))
        {
            _writer.Write(json, submission);
        }
        return body.WrittenMemory;
    }
}
