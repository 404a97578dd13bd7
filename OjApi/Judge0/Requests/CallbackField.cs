using Microsoft.Extensions.Options;
using OjApi.Callbacks;

namespace OjApi.Judge0.Requests;

/// <summary>Reads where a submission wants its outcome sent. Thread-safe.</summary>
internal sealed partial class CallbackField(
    CallbackUrls urls, WebhookSignature signature, IOptions<Judge0Options> options, ILogger<CallbackField> logger)
{
    private int _hasWarned;

    /// <summary>The receiver; <see langword="null"/> when there is none, or none that may be called.</summary>
    public Uri? Read(FieldReader reader, FieldErrors errors)
    {
        var text = reader.Text(SubmissionFieldNames.CallbackUrl);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (!options.Value.EnableCallbacks)
        {
            errors.Add(SubmissionFieldNames.CallbackUrl, "setting callback is not allowed");
            return null;
        }
        if (urls.FindFault(text, out var url) is { } fault)
        {
            errors.Add(SubmissionFieldNames.CallbackUrl, fault);
            return null;
        }
        if (!signature.CanSign && Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            Log.Unsigned(logger);
        }
        return url;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2602, EventName = "CallbacksUnsigned", Level = LogLevel.Warning,
            Message = "Callbacks are not signed: receivers cannot tell who sends them. Set Judge0:Callbacks:SigningKey")]
        public static partial void Unsigned(ILogger logger);
    }
}
