using System.Text.Json;
using OjApi.Callbacks;
using OjApi.Submissions;

namespace OjApi.Judge0.Responses;

/// <summary>Writes the field <c>callback</c>: how far the callback of a submission has come.</summary>
internal static class CallbackText
{
    /// <summary>Name of the field.</summary>
    public const string Name = "callback";

    /// <summary>Writes an object, or null for a submission without a <c>callback_url</c>.</summary>
    public static void Write(Utf8JsonWriter writer, Submission submission)
    {
        if (submission.CallbackUrl is null)
        {
            writer.WriteNullValue();
            return;
        }

        // The callback of an attempt before is nobody's concern any more.
        var isLatest = submission.State == SubmissionState.Final && submission.Callback?.Attempt == submission.Attempt;
        var callback = isLatest ? submission.Callback : null;
        writer.WriteStartObject();
        writer.WriteString("state", callback?.State switch
        {
            null => "waiting",
            CallbackState.Due => "due",
            CallbackState.Delivered => "delivered",
            CallbackState.GivenUp => "given_up",
            _ => "superseded",
        });
        writer.WriteNumber("tries", callback?.Tries ?? 0);
        writer.WriteString("last_error", callback?.LastError);
        writer.WriteString("next_try_at", callback?.NextTryAt is { } time ? JudgeFormat.Time(time) : null);
        writer.WriteEndObject();
    }
}
