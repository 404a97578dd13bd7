using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Oj.Contracts.Scheduling;
using OjSandbox.Languages;

namespace OjSandbox.Judging.Sickness;

/// <summary>Judges the tiny program that comes with a language, the same way as any submission.</summary>
internal sealed class Trial(Judge judge)
{
    private const string Expected = "ok";

    // Far more than it takes: a machine that is merely busy is not sick.
    private static readonly Limits Limits = new()
    {
        CpuTime = Duration.FromTimeSpan(TimeSpan.FromSeconds(15)),
        CpuExtraTime = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)),
        WallTime = Duration.FromTimeSpan(TimeSpan.FromSeconds(60)),
        MemoryKib = 256 * 1024,
        StackKib = 64 * 1024,
        Processes = 64,
        FileSizeKib = 1024,
    };

    /// <summary>Tries a language.</summary>
    /// <returns>What is wrong; <see langword="null"/> when its program was compiled and run.</returns>
    public async Task<string?> RunAsync(InstalledLanguage language, CancellationToken cancellationToken)
    {
        // Below a span that nobody records: among the traces of submissions it would only be in the way.
        using var untraced = new Activity("trial").SetIdFormat(ActivityIdFormat.W3C).Start();
        var spec = new JobSpec
        {
            LanguageKey = language.Description.Key,
            SourceCode = ByteString.CopyFromUtf8(language.Description.Trial),
            ExpectedOutput = ByteString.CopyFromUtf8(Expected),
            NumberOfRuns = 1,
            Limits = Limits,
        };
        try
        {
            var result = await judge.JudgeAsync(language, spec, _ => { }, cancellationToken);
            return result.Verdict == Verdict.Accepted ? null : $"a program that prints '{Expected}' got {Describe(result)}.";
        }
        catch (JudgeFailedException failure)
        {
            return failure.Message;
        }
    }

    private static string Describe(JudgeResult result)
    {
        const int MostOfOutput = 150;
        var output = (result.HasCompileOutput ? result.CompileOutput : result.Stderr).ToStringUtf8().Trim();
        string[] parts = [result.Verdict.ToString(), result.Message, Shortened.To(output, MostOfOutput)];
        return string.Join(": ", parts.Where(part => part.Length > 0));
    }
}
