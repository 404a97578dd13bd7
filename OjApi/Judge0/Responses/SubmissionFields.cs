using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Oj.Contracts.Scheduling;
using OjApi.Submissions;
using Outcome = Oj.Contracts.Scheduling.Verdict;

namespace OjApi.Judge0.Responses;

/// <summary>All fields of an answer, in the order they are written.</summary>
internal static class SubmissionFields
{
    private const string MemoryLimitMessage = "Memory limit exceeded";
    private const string CancelledMessage = "Cancelled by the client.";

    public static IReadOnlyList<SubmissionField> All { get; } =
    [
        Bytes("source_code", submission => submission.Spec.SourceCode),
        Value("language_id", (writer, submission) => writer.WriteNumberValue(submission.LanguageId)),
        Bytes("stdin", submission => submission.Spec.Stdin is { IsEmpty: false } stdin ? stdin : null),
        Bytes("expected_output", submission => submission.Spec.HasExpectedOutput ? submission.Spec.ExpectedOutput : null),
        Bytes("stdout", submission => submission.Result is { HasStdout: true, Stdout.IsEmpty: false } result ? result.Stdout : null),
        Value("status_id", (writer, submission) => writer.WriteNumberValue(Judge0Status.Of(submission).Id)),
        String("created_at", submission => JudgeFormat.Time(submission.CreatedAt)),
        String("finished_at", submission => submission.FinishedAt is { } time ? JudgeFormat.Time(time) : null),
        String("time", submission => submission.Result?.CpuTime is { } time ? JudgeFormat.Seconds(time.ToTimeSpan()) : null),
        Number("memory", submission => submission.Result is { HasMemoryKib: true } result ? (long)result.MemoryKib : null),
        Bytes("stderr", submission => submission.Result is { HasStderr: true, Stderr.IsEmpty: false } result ? result.Stderr : null),
        String("token", submission => submission.Token.ToString()),
        Number("number_of_runs", submission => submission.Spec.NumberOfRuns),
        String("cpu_time_limit", submission => JudgeFormat.Seconds(submission.Spec.Limits.CpuTime.ToTimeSpan())),
        String("cpu_extra_time", submission => JudgeFormat.Seconds(submission.Spec.Limits.CpuExtraTime.ToTimeSpan())),
        String("wall_time_limit", submission => JudgeFormat.Seconds(submission.Spec.Limits.WallTime.ToTimeSpan())),
        Number("memory_limit", submission => (long)submission.Spec.Limits.MemoryKib),
        Number("stack_limit", submission => (long)submission.Spec.Limits.StackKib),
        Number("max_processes_and_or_threads", submission => submission.Spec.Limits.Processes),
        Flag("enable_per_process_and_thread_time_limit", submission => submission.Spec.Limits.PerProcessTime),
        Flag("enable_per_process_and_thread_memory_limit", submission => submission.Spec.Limits.PerProcessMemory),
        Number("max_file_size", submission => (long)submission.Spec.Limits.FileSizeKib),
        Bytes("compile_output", submission => submission.Result is { HasCompileOutput: true, CompileOutput.IsEmpty: false } result ? result.CompileOutput : null),
        Number("exit_code", ExitCode),
        Number("exit_signal", submission => submission.Result is { HasExitSignal: true } result ? result.ExitSignal : null),
        Bytes("message", submission => Message(submission) is { } message ? ByteString.CopyFromUtf8(message) : null),
        String("wall_time", submission => submission.Result?.WallTime is { } time ? JudgeFormat.Seconds(time.ToTimeSpan()) : null),
        String("compiler_options", submission => NullIfEmpty(submission.Spec.CompilerOptions)),
        String("command_line_arguments", submission => NullIfEmpty(submission.Spec.CommandLineArguments)),
        Flag("redirect_stderr_to_stdout", submission => submission.Spec.RedirectStderrToStdout),
        String("callback_url", submission => submission.CallbackUrl?.OriginalString),
        String("additional_files", AdditionalFiles),
        Flag("enable_network", _ => false),
        Value("status", WriteStatus),
        new("language") { Write = WriteLanguage },
        String("verdict", Verdict),
        Number("attempt", submission => submission.Attempt),
        String("tenant", submission => submission.Tenant),
        Number("priority", submission => submission.Priority),
        Value(CallbackText.Name, CallbackText.Write),
    ];

    /// <summary>What is written when no fields are asked for.</summary>
    public static IReadOnlyList<SubmissionField> Default { get; } =
        [.. new[] { "token", "time", "memory", "stdout", "stderr", "compile_output", "message", "status" }.Select(name => All.Single(field => field.Name == name))];

    private static SubmissionField Bytes(string name, Func<Submission, ByteString?> read) => new(name) { Text = submission => read(submission)?.Memory };

    private static SubmissionField Value(string name, Action<Utf8JsonWriter, Submission> write) =>
        new(name) { Write = (writer, submission, _) => write(writer, submission) };

    private static SubmissionField String(string name, Func<Submission, string?> read) =>
        Value(name, (writer, submission) => writer.WriteStringValue(read(submission)));

    private static SubmissionField Flag(string name, Func<Submission, bool> read) =>
        Value(name, (writer, submission) => writer.WriteBooleanValue(read(submission)));

    private static SubmissionField Number(string name, Func<Submission, long?> read) => Value(name, (writer, submission) =>
    {
        if (read(submission) is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    });

    // Clients expect an exit code of every program that ran, 0 also of one that a signal ended.
    private static long? ExitCode(Submission submission) => submission.Result switch
    {
        { HasExitCode: true } result => result.ExitCode,
        { HasExitSignal: true } => 0,
        _ => null,
    };

    private static string? Message(Submission submission) => submission switch
    {
        { Unjudged: Unjudged.Cancelled } => CancelledMessage,
        { InternalError: { } reason } => reason,
        { Result.Verdict: Outcome.MemoryLimit } => MemoryLimitMessage,
        { Result.Verdict: Outcome.CompilationError } => null,
        { Result: { } result } => NullIfEmpty(result.Message),
        _ => null,
    };

    private static string? Verdict(Submission submission) => submission switch
    {
        { State: not SubmissionState.Final } => null,
        { Unjudged: Unjudged.Cancelled } => "CANCELLED",
        { Result: null } => "IE",
        { Result: var result } => result.Verdict switch
        {
            Outcome.Accepted => "AC",
            Outcome.WrongAnswer => "WA",
            Outcome.TimeLimit => "TLE",
            Outcome.MemoryLimit => "MLE",
            Outcome.OutputLimit => "OLE",
            Outcome.RuntimeError or Outcome.ExecFormatError => "RTE",
            Outcome.CompilationError => "CE",
            _ => "IE",
        },
    };

    private static string? AdditionalFiles(Submission submission) => submission.Spec.AdditionalFiles is { IsEmpty: false } archive
        ? Encoding.ASCII.GetString(RubyBase64.Encode(archive.Span))
        : null;

    private static void WriteStatus(Utf8JsonWriter writer, Submission submission)
    {
        var status = Judge0Status.Of(submission);
        writer.WriteStartObject();
        writer.WriteNumber("id", status.Id);
        writer.WriteString("description", status.Description);
        writer.WriteEndObject();
    }

    private static void WriteLanguage(Utf8JsonWriter writer, Submission submission, Func<int, Language?> languages)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", submission.LanguageId);
        writer.WriteString("name", languages(submission.LanguageId)?.Name ?? submission.Spec.LanguageKey);
        writer.WriteEndObject();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
