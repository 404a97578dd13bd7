using System.Globalization;
using Oj.Contracts.Scheduling;
using OjSandbox.Checking;
using OjSandbox.Isolation;
using OjSandbox.Isolation.Protocol;

namespace OjSandbox.Judging;

/// <summary>What the outcome of a run means for the program. The sentences are those that Judge0's users know.</summary>
internal static class Verdicts
{
    /// <summary>Error number of a program that does not even fit into its memory limit (ENOMEM).</summary>
    public const int NoMemory = 12;

    private const int FileSizeSignal = 25, CpuTimeSignal = 24;
    private const string MemoryMessage = "Memory limit exceeded";

    /// <summary>Judges one run: first whether it kept its limits, then how it ended, at last what it wrote.</summary>
    /// <param name="spec">What was asked for.</param>
    /// <param name="cpuLimit">The CPU time from which on it is a time-out.</param>
    /// <param name="outcome">What happened.</param>
    public static (Verdict Verdict, string Message) Of(JobSpec spec, TimeSpan cpuLimit, RunOutcome outcome)
    {
        var fileLimit = (long)spec.Limits.FileSizeKib * 1024;
        if (outcome.StartError == NoMemory)
        {
            return (Verdict.MemoryLimit, MemoryMessage);
        }

        if (outcome.StartError != 0)
        {
            return (Verdict.ExecFormatError, "The program is no executable file.");
        }

        if (outcome.Stopped == StopReason.CpuTime || outcome.Cpu > cpuLimit || (spec.Limits.PerProcessTime && outcome.Signal == CpuTimeSignal))
        {
            return (Verdict.TimeLimit, "Time limit exceeded");
        }

        if (outcome.Stopped == StopReason.WallTime)
        {
            return (Verdict.TimeLimit, "Time limit exceeded (wall clock)");
        }

        // A runtime with a heap limit of its own gives up before the kernel has to act; what it used then tells why.
        var failed = outcome.ExitCode != 0;
        if (outcome.OutOfMemory || (failed && outcome.PeakMemoryBytes > (long)spec.Limits.MemoryKib * 1024))
        {
            return (Verdict.MemoryLimit, MemoryMessage);
        }

        if (outcome.Signal == FileSizeSignal || outcome.Output.Length > fileLimit || outcome.Error.Length > fileLimit)
        {
            return (Verdict.OutputLimit, "Output limit exceeded");
        }

        if (outcome.Signal is { } signal)
        {
            return (Verdict.RuntimeError, string.Create(CultureInfo.InvariantCulture, $"Caught fatal signal {signal}"));
        }

        return failed ? (Verdict.RuntimeError, string.Create(CultureInfo.InvariantCulture, $"Exited with error status {outcome.ExitCode}"))
            : !spec.HasExpectedOutput || OutputComparer.Matches(outcome.Output.Read(fileLimit), spec.ExpectedOutput.Span) ? (Verdict.Accepted, "")
            : (Verdict.WrongAnswer, "");
    }
}
