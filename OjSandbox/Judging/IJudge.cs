using Oj.Contracts.Scheduling;

namespace OjSandbox.Judging;

/// <summary>Judges one job in a box of its own. Thread-safe; the caller keeps to the number of slots.</summary>
internal interface IJudge
{
    /// <summary>Compiles, runs and checks one submission.</summary>
    /// <param name="spec">What is judged; in a language that this sandbox announced.</param>
    /// <param name="progress">Told when a stage begins. Calls are cheap and may be dropped.</param>
    /// <param name="cancellationToken">Cancelled when nobody wants the outcome any more; everything of the job is killed.</param>
    /// <returns>The verdict about the program.</returns>
    /// <exception cref="JudgeFailedException">We failed; says nothing about the program.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<JudgeResult> JudgeAsync(JobSpec spec, Action<Progress.Types.Stage> progress, CancellationToken cancellationToken);
}
