using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using Oj.Contracts.Scheduling;
using OjSandbox.Isolation;
using OjSandbox.Isolation.Native;
using OjSandbox.Languages;

namespace OjSandbox.Judging;

/// <summary>Runs a compiled submission as often as asked, until a run is not accepted. Thread-safe.</summary>
internal sealed class ProgramRuns(IOptions<JudgingOptions> options)
{
    /// <summary>Runs and judges.</summary>
    /// <returns>The verdict of the last run, with its outputs and the means of time and memory.</returns>
    /// <exception cref="IsolationException">We failed; says nothing about the submission.</exception>
    public async Task<JudgeResult> RunAsync(Box box, InstalledLanguage language, JobSpec spec, CancellationToken cancellationToken)
    {
        var cpuLimit = spec.Limits.CpuTime.ToTimeSpan() * language.Description.TimeFactor;
        using var input = MemoryFile.CreateSealed("stdin", spec.Stdin.Span);
        var request = Request(language, spec, cpuLimit) with { Input = input };
        var cpu = new List<TimeSpan>();
        var wall = new List<TimeSpan>();
        var memory = new List<long>();
        JudgeResult result;
        do
        {
            using var activity = SandboxTelemetry.Start("run", language.Description.Key);
            using var outcome = await box.RunAsync(request, cancellationToken);
            SandboxTelemetry.Describe(activity, outcome);
            if (outcome.StartError is not (0 or Verdicts.NoMemory) && Path.IsPathRooted(request.Command[0]))
            {
                throw new IsolationException($"The interpreter {request.Command[0]} could not be executed (error {outcome.StartError}).");
            }

            cpu.Add(outcome.Cpu);
            wall.Add(outcome.Wall);
            memory.Add(outcome.PeakMemoryBytes);
            result = Describe(spec, cpuLimit, outcome);
            activity?.SetTag("oj.verdict", result.Verdict.ToString());
        }
        while (cpu.Count < spec.NumberOfRuns && result.Verdict == Verdict.Accepted);

        result.CpuTime = Mean(cpu);
        result.WallTime = Mean(wall);
        result.MemoryKib = (ulong)memory.Average() / 1024;
        return result;
    }

    private static JudgeResult Describe(JobSpec spec, TimeSpan cpuLimit, RunOutcome outcome)
    {
        var most = (long)spec.Limits.FileSizeKib * 1024;
        var (verdict, message) = Verdicts.Of(spec, cpuLimit, outcome);
        var result = new JudgeResult
        {
            Verdict = verdict,
            Message = message,
            Stdout = UnsafeByteOperations.UnsafeWrap(outcome.Output.Read(most)),
            Stderr = spec.RedirectStderrToStdout ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(outcome.Error.Read(most)),
        };
        if (outcome.StartError == 0 && outcome.ExitCode is { } code)
        {
            result.ExitCode = code;
        }

        if (outcome.Signal is { } signal)
        {
            result.ExitSignal = signal;
        }

        return result;
    }

    private RunRequest Request(InstalledLanguage language, JobSpec spec, TimeSpan cpuLimit)
    {
        var limits = spec.Limits;
        var memoryKib = (long)(limits.MemoryKib * language.Description.MemoryFactor) + language.Description.MemoryExtraKib;
        return new RunRequest
        {
            Command = language.RunCommand(spec.CommandLineArguments, limits),
            Environment = language.Environment((long)limits.MemoryKib, (long)limits.StackKib),
            JoinOutputs = spec.RedirectStderrToStdout,
            Limits = new RunLimits
            {
                Cpu = cpuLimit + limits.CpuExtraTime.ToTimeSpan(),
                Wall = limits.WallTime.ToTimeSpan() * language.Description.TimeFactor,
                MemoryBytes = memoryKib * 1024,
                SharedMemoryBytes = options.Value.SharedMemoryMib * 1024L * 1024,
                StackBytes = (long)limits.StackKib * 1024,
                Processes = (int)limits.Processes + language.Description.ProcessesExtra,
                FileSizeBytes = (long)limits.FileSizeKib * 1024,
                PerProcessTime = limits.PerProcessTime,
                PerProcessMemory = limits.PerProcessMemory,
            },
        };
    }

    private static Duration Mean(IEnumerable<TimeSpan> times) => Duration.FromTimeSpan(TimeSpan.FromTicks((long)times.Average(time => time.Ticks)));
}
