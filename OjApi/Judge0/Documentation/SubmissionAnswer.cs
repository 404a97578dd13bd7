using System.ComponentModel;

namespace OjApi.Judge0.Documentation;

/// <summary>Describes the fields of an answer that are its own; the fields of the request can be asked for as well.</summary>
internal sealed record SubmissionAnswer
{
    [Description("Name of the submission.")]
    public Guid Token { get; init; }

    [Description("CPU time in seconds, as a decimal in text.")]
    public string? Time { get; init; }

    [Description("Highest memory use, in KiB.")]
    public long? Memory { get; init; }

    [Description("Standard output; null when there is none.")]
    public string? Stdout { get; init; }

    [Description("Standard error; null when there is none.")]
    public string? Stderr { get; init; }

    [Description("What the compiler wrote; null when there is nothing.")]
    public string? CompileOutput { get; init; }

    [Description("What is to be said about the verdict.")]
    public string? Message { get; init; }

    [Description("How far the submission has come, or what came out.")]
    public required StatusAnswer Status { get; init; }

    [Description("How far the callback has come; null without a callback_url. Only when asked for by name or with *.")]
    public CallbackAnswer? Callback { get; init; }

    [Description("AC, WA, TLE, MLE, OLE, RTE, CE, IE or CANCELLED; null while unfinished. Only when asked for by name or with *.")]
    public string? Verdict { get; init; }

    [Description("Number of the current attempt; 1, unless one came to nothing or was rejudged. Only when asked for by name or with *.")]
    public int Attempt { get; init; }
}
