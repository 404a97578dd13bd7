using Oj.Contracts.Scheduling;
using OjApi.Submissions;

namespace OjApi.Judge0.Responses;

/// <summary>One of the fourteen states that clients of Judge0 know.</summary>
internal sealed record Judge0Status(int Id, string Description)
{
    public static readonly Judge0Status InQueue = new(1, "In Queue");
    public static readonly Judge0Status Processing = new(2, "Processing");
    public static readonly Judge0Status Accepted = new(3, "Accepted");
    public static readonly Judge0Status WrongAnswer = new(4, "Wrong Answer");
    public static readonly Judge0Status TimeLimitExceeded = new(5, "Time Limit Exceeded");
    public static readonly Judge0Status CompilationError = new(6, "Compilation Error");
    public static readonly Judge0Status SegmentationFault = new(7, "Runtime Error (SIGSEGV)");
    public static readonly Judge0Status FileSizeExceeded = new(8, "Runtime Error (SIGXFSZ)");
    public static readonly Judge0Status ArithmeticError = new(9, "Runtime Error (SIGFPE)");
    public static readonly Judge0Status Aborted = new(10, "Runtime Error (SIGABRT)");
    public static readonly Judge0Status NonZeroExit = new(11, "Runtime Error (NZEC)");
    public static readonly Judge0Status OtherRuntimeError = new(12, "Runtime Error (Other)");
    public static readonly Judge0Status InternalError = new(13, "Internal Error");
    public static readonly Judge0Status ExecFormatError = new(14, "Exec Format Error");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<Judge0Status> All { get; } =
    [
        InQueue, Processing, Accepted, WrongAnswer, TimeLimitExceeded, CompilationError, SegmentationFault, FileSizeExceeded, ArithmeticError,
        Aborted, NonZeroExit, OtherRuntimeError, InternalError, ExecFormatError,
    ];

    public static Judge0Status Of(Submission submission) => Of(
        submission.State, submission.Result?.Verdict, submission.Result is { HasExitSignal: true } result ? result.ExitSignal : null);

    /// <param name="verdict">Absent on an internal error.</param>
    /// <param name="exitSignal">Absent when the program ended by itself.</param>
    public static Judge0Status Of(SubmissionState state, Verdict? verdict, int? exitSignal) => (state, verdict) switch
    {
        (SubmissionState.Queued, _) => InQueue,
        (SubmissionState.Assigned, _) => Processing,
        (_, Verdict.Accepted) => Accepted,
        (_, Verdict.WrongAnswer) => WrongAnswer,
        (_, Verdict.TimeLimit) => TimeLimitExceeded,
        (_, Verdict.MemoryLimit) => OtherRuntimeError,
        (_, Verdict.OutputLimit) => FileSizeExceeded,
        (_, Verdict.RuntimeError) => OfSignal(exitSignal),
        (_, Verdict.CompilationError) => CompilationError,
        (_, Verdict.ExecFormatError) => ExecFormatError,
        _ => InternalError,
    };

    // Signal numbers of Linux on x86 and ARM (signal(7)).
    private static Judge0Status OfSignal(int? signal) => signal switch
    {
        null => NonZeroExit,
        11 => SegmentationFault,
        25 => FileSizeExceeded,
        8 => ArithmeticError,
        6 => Aborted,
        _ => OtherRuntimeError,
    };
}
