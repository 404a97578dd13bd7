using OjApi.Gateway;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>Sees what really runs where, whatever anybody believes, and what is acknowledged.</summary>
internal sealed class Witness(FakeSubmissionStore store)
{
    private readonly Dictionary<(SimulatedSandbox Sandbox, string Token), (JobKey Key, int Faults)> _runs = [];
    private readonly Dictionary<JobKey, int> _assigned = [];
    private readonly HashSet<JobKey> _givenUp = [];

    /// <summary>Faults so far: anything that may leave somebody in doubt about who has what.</summary>
    public int Faults { get; set; }

    /// <summary>How often a submission came to run anywhere.</summary>
    public int Runs { get; private set; }

    /// <summary>How often a submission came to run in a second place while it ran in a first.</summary>
    public int RunTwiceAtOnce { get; private set; }

    /// <summary>What was the first thing that must not be; absent while all is well.</summary>
    public string? Violation { get; private set; }

    /// <summary>Something that must be so. Remembered, because it may be looked at where its exception is caught and tried again.</summary>
    public void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            Violation ??= otherwise;
            Assert.Fail(otherwise);
        }
    }

    /// <summary>A server has given a delivery out; while nothing goes wrong, none is given out twice.</summary>
    public void Assigned(JobKey key)
    {
        Require(!_assigned.ContainsKey(key) || Faults > 0, $"{key} was given out twice");
        _assigned[key] = Faults;
    }

    /// <summary>A server hears from the sandbox itself that a delivery has come to nothing.</summary>
    public void GivenUp(JobKey key) => _givenUp.Add(key);

    /// <summary>Whether some server has heard that.</summary>
    public bool WasGivenUp(JobKey key) => _givenUp.Contains(key);

    /// <summary>A sandbox is told that it need not keep an outcome any more: it is stored by then, or of no account.</summary>
    public void Acknowledged(JobKey key)
    {
        var row = store[key.Token];
        Require(row.State == SubmissionState.Final || row.Attempt > key.Attempt, $"the outcome of {key} was acknowledged before it was stored");
    }

    /// <summary>Whether this delivery is of a judging that was over before a rejudge: cancelled, it may run on where nobody has heard of it yet.</summary>
    private bool IsOver(JobKey key) => key.Attempt < store[key.Token].FirstAttempt;

    /// <summary>Looks at all sandboxes.</summary>
    public void Look(IReadOnlyCollection<SimulatedSandbox> sandboxes)
    {
        foreach (var sandbox in sandboxes)
        {
            var figures = sandbox.Figures;
            Assert.True(sandbox.Judging.Count <= sandbox.Slots, $"{sandbox.Judging.Count} jobs run in {sandbox.Slots} slots");
            Assert.Equal(sandbox.Judging.Count, figures.Running);
            Assert.InRange(figures.Running + figures.Claimed, 0, sandbox.Slots);
        }

        var running = new Dictionary<(SimulatedSandbox Sandbox, string Token), JobKey>();
        foreach (var (sandbox, job) in sandboxes.SelectMany(sandbox => sandbox.Judging.Select(job => (sandbox, job))))
        {
            running[(sandbox, job.Id.Token)] = Incoming.Key(job.Id);
        }

        foreach (var ended in _runs.Keys.Where(run => !running.ContainsKey(run)).ToArray())
        {
            _runs.Remove(ended);
        }

        foreach (var (run, key) in running.Where(run => !_runs.ContainsKey(run.Key)))
        {
            var elsewhere = _runs.Where(other => other.Key.Token == run.Token).ToArray();
            Assert.True(elsewhere.All(other => other.Value.Faults < Faults || IsOver(other.Value.Key)), $"{run.Token} runs in two places though nothing went wrong");
            RunTwiceAtOnce += elsewhere.Length;
            Runs++;

            // From when it was given out: on its way it is in nobody's report, and what goes wrong then leaves a doubt, too.
            _runs.Add(run, (key, _assigned[key]));
        }
    }
}
