using System.Collections.Frozen;

namespace OjApi.Judge0.Requests;

/// <summary>Names of the fields a submission is sent with.</summary>
internal static class SubmissionFieldNames
{
    public const string SourceCode = "source_code";
    public const string LanguageId = "language_id";
    public const string CompilerOptions = "compiler_options";
    public const string CommandLineArguments = "command_line_arguments";
    public const string Stdin = "stdin";
    public const string ExpectedOutput = "expected_output";
    public const string CpuTimeLimit = "cpu_time_limit";
    public const string CpuExtraTime = "cpu_extra_time";
    public const string WallTimeLimit = "wall_time_limit";
    public const string MemoryLimit = "memory_limit";
    public const string StackLimit = "stack_limit";
    public const string MaxProcessesAndOrThreads = "max_processes_and_or_threads";
    public const string PerProcessTimeLimit = "enable_per_process_and_thread_time_limit";
    public const string PerProcessMemoryLimit = "enable_per_process_and_thread_memory_limit";
    public const string MaxFileSize = "max_file_size";
    public const string NumberOfRuns = "number_of_runs";
    public const string RedirectStderrToStdout = "redirect_stderr_to_stdout";
    public const string EnableNetwork = "enable_network";
    public const string AdditionalFiles = "additional_files";
    public const string CallbackUrl = "callback_url";
    public const string Tenant = "tenant";
    public const string Priority = "priority";

    /// <summary>All of them.</summary>
    public static FrozenSet<string> Accepted { get; } =
    [
        SourceCode, LanguageId, CompilerOptions, CommandLineArguments, Stdin, ExpectedOutput, CpuTimeLimit, CpuExtraTime, WallTimeLimit,
        MemoryLimit, StackLimit, MaxProcessesAndOrThreads, PerProcessTimeLimit, PerProcessMemoryLimit, MaxFileSize, NumberOfRuns,
        RedirectStderrToStdout, EnableNetwork, AdditionalFiles, CallbackUrl, Tenant, Priority,
    ];
}
