using System.Security.Cryptography;
using Google.Protobuf;
using Oj.Contracts.Scheduling;

namespace OjSandbox.Judging;

/// <summary>
/// Judges in the languages that were found, and has it known how that went: what this sandbox is fit for follows from it. Thread-safe.
/// </summary>
internal sealed class WatchedJudge(Judge judge, Readiness readiness) : IJudge
{
    /// <inheritdoc/>
    public async Task<JudgeResult> JudgeAsync(JobSpec spec, Action<Progress.Types.Stage> progress, CancellationToken cancellationToken)
    {
        var language = readiness.Find(spec.LanguageKey) ?? throw new JudgeFailedException(
            readiness.Current.WithdrawnBecause ?? $"The language '{spec.LanguageKey}' is not installed in this sandbox.");
        JudgeResult result;
        try
        {
            result = await judge.JudgeAsync(language, spec, progress, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var program = Convert.ToHexString(SHA256.HashData(spec.ToByteArray()));
            readiness.Failed(spec.LanguageKey, program, JudgeFailedException.Reason(failure));
            throw;
        }

        readiness.Judged(spec.LanguageKey);
        return result;
    }
}
