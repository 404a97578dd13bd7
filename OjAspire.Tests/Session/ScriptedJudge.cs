using System.Threading.Channels;
using Oj.Contracts.Scheduling;
using OjSandbox.Judging;

namespace OjAspire.Tests.Session;

/// <summary>A judge that finds what a test tells it to, when the test tells it to.</summary>
internal sealed class ScriptedJudge : IJudge
{
    private readonly Channel<Case> _cases = Channel.CreateUnbounded<Case>();

    /// <summary>The next job that the sandbox began to judge.</summary>
    public async Task<Case> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        return await _cases.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Whether a job was begun that no test has asked for yet.</summary>
    public bool HasUnseenJob => _cases.Reader.TryPeek(out _);

    public async Task<JudgeResult> JudgeAsync(JobSpec spec, Action<Progress.Types.Stage> progress, CancellationToken cancellationToken)
    {
        progress(Progress.Types.Stage.Running);
        var judged = new Case(System.Diagnostics.Activity.Current?.Id, cancellationToken);
        _cases.Writer.TryWrite(judged);
        return await judged.Ended.Task.WaitAsync(cancellationToken);
    }

    internal sealed record Case(string? ActivityId, CancellationToken Cancellation)
    {
        public TaskCompletionSource<JudgeResult> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Accept() => Ended.SetResult(new JudgeResult { Verdict = Verdict.Accepted });
    }
}
