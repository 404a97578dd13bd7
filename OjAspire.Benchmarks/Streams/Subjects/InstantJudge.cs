using Oj.Contracts.Scheduling;
using OjSandbox.Judging;

namespace OjAspire.Benchmarks.Streams.Subjects;

/// <summary>Accepts everything at once.</summary>
internal sealed class InstantJudge : IJudge, IReadiness
{
    public static Language Cpp { get; } = new() { Key = "cpp", Ids = { 54 }, Name = "C++ (GCC 12.2.0)", SourceFile = "main.cpp" };

    public event Action? Changed
    {
        add { }
        remove { }
    }

    public Fitness Current { get; } = new([Cpp]);

    public Task<JudgeResult> JudgeAsync(JobSpec spec, Action<Progress.Types.Stage> progress, CancellationToken cancellationToken) =>
        Task.FromResult(new JudgeResult { Verdict = Verdict.Accepted });
}
