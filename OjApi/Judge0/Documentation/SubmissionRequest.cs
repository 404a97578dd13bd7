using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OjApi.Judge0.Documentation;

/// <summary>Describes the fields a submission is sent with, for the OpenAPI document; limits are named at their shipped defaults.</summary>
internal sealed record SubmissionRequest
{
    [Description("Source code of the program.")]
    public required string SourceCode { get; init; }

    [Description("Id of its language; see /languages.")]
    public required int LanguageId { get; init; }

    [Description("Extra words for the compiler, for compiled languages only."), MaxLength(512)]
    public string? CompilerOptions { get; init; }

    [Description("Command line of the program."), MaxLength(512)]
    public string? CommandLineArguments { get; init; }

    [Description("Standard input of the program.")]
    public string? Stdin { get; init; }

    [Description("What standard output should be, white space at the end of lines aside. Without it, any output is accepted.")]
    public string? ExpectedOutput { get; init; }

    [Description("CPU time in seconds, all processes together."), DefaultValue(typeof(decimal), "5"), Range(0, 15)]
    public decimal? CpuTimeLimit { get; init; }

    [Description("How long in seconds the program may run on beyond its CPU time before it is killed."), DefaultValue(typeof(decimal), "1"), Range(0, 5)]
    public decimal? CpuExtraTime { get; init; }

    [Description("Time on the clock, in seconds."), DefaultValue(typeof(decimal), "10"), Range(1, 20)]
    public decimal? WallTimeLimit { get; init; }

    [Description("Memory in KiB, all processes together."), DefaultValue(128_000), Range(2_048, 512_000)]
    public int? MemoryLimit { get; init; }

    [Description("Stack in KiB."), DefaultValue(64_000), Range(0, 128_000)]
    public int? StackLimit { get; init; }

    [Description("Processes and threads."), DefaultValue(60), Range(1, 120)]
    public int? MaxProcessesAndOrThreads { get; init; }

    [Description("Whether the CPU time limit holds for each process on its own."), DefaultValue(false)]
    public bool? EnablePerProcessAndThreadTimeLimit { get; init; }

    [Description("Whether the memory limit holds for each process on its own."), DefaultValue(false)]
    public bool? EnablePerProcessAndThreadMemoryLimit { get; init; }

    [Description("Largest file the program may write, output included, in KiB."), DefaultValue(1_024), Range(0, 4_096)]
    public int? MaxFileSize { get; init; }

    [Description("How often the program runs; time and memory are the means."), DefaultValue(1), Range(1, 20)]
    public int? NumberOfRuns { get; init; }

    [Description("Whether standard error goes into standard output."), DefaultValue(false)]
    public bool? RedirectStderrToStdout { get; init; }

    [Description("Must be false: boxes have no network."), DefaultValue(false)]
    public bool? EnableNetwork { get; init; }

    [Description("A zip archive in base64, extracted beside the source code; at most 10,240 KiB when extracted.")]
    public string? AdditionalFiles { get; init; }

    [Description("An http or https URL that the outcome is sent to with PUT: the default fields, always in base64, with the headers of Standard Webhooks. "
        + "Public addresses only, unless configured. Tried again for hours until it answers with 2xx; the field callback tells how far it has come.")]
    [MaxLength(2048)]
    public string? CallbackUrl { get; init; }

    [Description("On whose behalf it is judged; tenants with waiting submissions take turns. A request for one tenant may name it in the header X-Oj-Tenant instead.")]
    [DefaultValue("default"), RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string? Tenant { get; init; }

    [Description("Larger is sooner, among the submissions of the same tenant only."), DefaultValue(0), Range(-100, 100)]
    public int? Priority { get; init; }
}
