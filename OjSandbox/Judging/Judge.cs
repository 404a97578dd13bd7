using System.Net.Sockets;
using Google.Protobuf;
using Oj.Contracts.Scheduling;
using OjSandbox.Isolation;
using OjSandbox.Languages;

namespace OjSandbox.Judging;

/// <summary>Judges each job in a box of its own: compile, run, check. Thread-safe.</summary>
internal sealed class Judge(Boxes boxes, Compiler compiler, ProgramRuns runs)
{
    /// <summary>As <see cref="IJudge.JudgeAsync"/>, in a language that is given.</summary>
    public async Task<JudgeResult> JudgeAsync(
        InstalledLanguage language, JobSpec spec, Action<Progress.Types.Stage> progress, CancellationToken cancellationToken)
    {
        try
        {
            await using var box = await StartBoxAsync(language, cancellationToken);
            progress(Progress.Types.Stage.Compiling);
            var compiled = await compiler.CompileAsync(box, language, spec, cancellationToken);
            JudgeResult result;
            if (compiled.Succeeded)
            {
                progress(Progress.Types.Stage.Running);
                result = await runs.RunAsync(box, language, spec, cancellationToken);
            }
            else
            {
                result = new JudgeResult { Verdict = Verdict.CompilationError, Message = compiled.Message };
            }

            if (compiled.Output.Length > 0)
            {
                result.CompileOutput = UnsafeByteOperations.UnsafeWrap(compiled.Output);
            }

            return result;
        }
        catch (Exception failure) when (failure is IsolationException or IOException or UnauthorizedAccessException or SocketException)
        {
            throw new JudgeFailedException(failure.Message, failure);
        }
    }

    private async Task<Box> StartBoxAsync(InstalledLanguage language, CancellationToken cancellationToken)
    {
        using var activity = SandboxTelemetry.Start("box", language.Description.Key);
        return await boxes.StartAsync(language.ReadOnlyPaths, cancellationToken);
    }
}
