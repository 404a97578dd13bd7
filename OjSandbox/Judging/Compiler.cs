using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Oj.Contracts.Scheduling;
using OjSandbox.Isolation;
using OjSandbox.Isolation.Native;
using OjSandbox.Isolation.Protocol;
using OjSandbox.Languages;

namespace OjSandbox.Judging;

/// <summary>Puts a submission's files into a box and compiles them there, under limits of its own. Thread-safe.</summary>
internal sealed class Compiler(IOptions<JudgingOptions> options)
{
    /// <summary>Makes what can be run.</summary>
    /// <exception cref="IsolationException">We failed; says nothing about the submission.</exception>
    public async Task<CompileOutcome> CompileAsync(Box box, InstalledLanguage language, JobSpec spec, CancellationToken cancellationToken)
    {
        await box.WriteFileAsync(language.Description.SourceFile, spec.SourceCode.Memory, cancellationToken);
        foreach (var (name, content) in language.Description.Files)
        {
            await box.WriteFileAsync(name, Encoding.UTF8.GetBytes(content), cancellationToken);
        }

        if (!spec.AdditionalFiles.IsEmpty && await ExtractAsync(box, spec, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (language.CompileCommand(spec.CompilerOptions, Limits.MemoryBytes / 1024) is not { } command)
        {
            return CompileOutcome.Nothing;
        }

        using var activity = SandboxTelemetry.Start("compile", language.Description.Key);
        var request = new RunRequest
        {
            Command = command,
            Environment = language.Environment(Limits.MemoryBytes / 1024, stackKib: 0),
            JoinOutputs = true,
            Limits = Limits,
        };
        using var outcome = await box.RunAsync(request, cancellationToken);
        SandboxTelemetry.Describe(activity, outcome);
        return outcome.StartError == 0 ? Judge(outcome)
            : throw new IsolationException($"The compiler {command[0]} could not be executed (error {outcome.StartError}).");
    }

    private RunLimits Limits => new()
    {
        Cpu = TimeSpan.FromSeconds(options.Value.CompileCpuSeconds),
        Wall = TimeSpan.FromSeconds(options.Value.CompileWallSeconds),
        MemoryBytes = options.Value.CompileMemoryMib * 1024L * 1024,
        Processes = options.Value.CompileProcesses,
        FileSizeBytes = options.Value.CompileFileMib * 1024L * 1024,
    };

    private CompileOutcome Judge(RunOutcome outcome)
    {
        var output = outcome.Output.Read(options.Value.CompileOutputKib * 1024L);
        return outcome.Stopped != StopReason.None ? Fail("Compilation time limit exceeded.")
            : outcome.OutOfMemory ? Fail("Compilation memory limit exceeded.")
            : outcome.Signal is { } signal ? Fail(string.Create(CultureInfo.InvariantCulture, $"The compiler was ended by signal {signal}."))
            : new CompileOutcome(outcome.ExitCode == 0, "", output);

        CompileOutcome Fail(string reason) => new(false, reason, [.. output, .. Encoding.UTF8.GetBytes(output.Length == 0 ? reason : "\n" + reason)]);
    }

    /// <summary>Lets the runner's own extractor loose on the archive as the box user, so that a hostile archive is just another program.</summary>
    private async Task<CompileOutcome?> ExtractAsync(Box box, JobSpec spec, CancellationToken cancellationToken)
    {
        using var archive = MemoryFile.CreateSealed("additional files", spec.AdditionalFiles.Span);
        var request = new RunRequest
        {
            Command = [BoxPlan.RunnerPath, "extract", (options.Value.AdditionalFilesKib * 1024L).ToString(CultureInfo.InvariantCulture)],
            Input = archive,
            Limits = Limits,
        };
        using var outcome = await box.RunAsync(request, cancellationToken);
        const int MostOfReason = 1024;
        return outcome.ExitCode == 0 ? null
            : new CompileOutcome(false, "The additional files could not be extracted.", outcome.Error.Read(MostOfReason));
    }
}
