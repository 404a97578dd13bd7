using System.Diagnostics.CodeAnalysis;
using Oj.Contracts.Scheduling;

namespace OjSandbox.Session.Slots;

/// <summary>
/// The jobs of this sandbox. A slot is occupied by a job until its judging has really ended, even when nobody wants
/// the outcome any more; a submission is known by its token until its outcome is acknowledged. Not thread-safe.
/// </summary>
internal sealed class JobTable
{
    private readonly HashSet<Job> _running = [];
    private readonly Dictionary<string, Job> _byToken = new(StringComparer.Ordinal);
    private readonly HashSet<Job> _unacknowledged = [];

    /// <summary>Jobs that occupy a slot.</summary>
    public IReadOnlyCollection<Job> Running => _running;

    /// <summary>Jobs whose outcome waits for its acknowledgement.</summary>
    public IEnumerable<Job> Unacknowledged => _unacknowledged;

    /// <summary>Every job that still has to be told of.</summary>
    public IEnumerable<Job> Known => _byToken.Values;

    /// <summary>How many outcomes wait for their acknowledgement.</summary>
    public int UnacknowledgedCount => _unacknowledged.Count;

    /// <summary>How large these are together, in bytes as they are sent.</summary>
    public long UnacknowledgedBytes { get; private set; }

    /// <summary>The job of exactly this attempt, running or unacknowledged.</summary>
    public bool TryFind(JobId id, [NotNullWhen(true)] out Job? job) =>
        _byToken.TryGetValue(id.Token, out job) && job.Id.Attempt == id.Attempt;

    /// <summary>
    /// Takes an assignment in. A submission that is here already is not judged a second time: a higher attempt (its
    /// first server is gone and an adopter has given it out again) takes over the running job, or the verdict that
    /// is already there, under the new number. A failure is not a verdict, so that one is tried again. An attempt
    /// that is not higher is a repeat, or comes from a server that has lost the submission; it changes nothing.
    /// After a rejudge nothing of before it counts.
    /// </summary>
    /// <param name="replaced">The job whose place it takes, which is not wanted any more.</param>
    /// <returns>Whether the job is to be judged now.</returns>
    public bool Accept(Job job, out Job? replaced)
    {
        replaced = null;
        if (!_byToken.TryGetValue(job.Id.Token, out var known))
        {
            Add(job);
            return true;
        }

        if (job.Id.Attempt <= known.Id.Attempt)
        {
            return false;
        }

        if (known.Id.Attempt < job.FirstAttempt)
        {
            replaced = known;
            Forget(known);
            Add(job);
            return true;
        }

        if (known.Outcome?.JobFailed is not null)
        {
            Forget(known);
            Add(job);
            return true;
        }

        known.Id = job.Id;
        known.Assigner = job.Assigner;
        known.AssignerGoneSince = null;
        if (known.Outcome is { } outcome)
        {
            // A copy: the first message may be on its way to a stream at this moment.
            var renumbered = outcome.Clone();
            renumbered.Result.Job = job.Id;
            known.Outcome = renumbered;
            known.Carrier = null;
        }

        return false;
    }

    /// <summary>The judging of a job has ended: its slot is free, and its outcome, if anybody wants it, is to be sent.</summary>
    /// <param name="outcome">Result or JobFailed, its job id not yet set; <see langword="null"/> when there is none.</param>
    public void Finish(Job job, SandboxMessage? outcome)
    {
        _running.Remove(job);
        if (!_byToken.TryGetValue(job.Id.Token, out var known) || known != job)
        {
            return;
        }

        if (outcome is null)
        {
            _byToken.Remove(job.Id.Token);
            return;
        }

        if (outcome.Result is { } result)
        {
            result.Job = job.Id;
        }
        else
        {
            outcome.JobFailed.Job = job.Id;
        }

        job.Outcome = outcome;
        job.OutcomeBytes = outcome.CalculateSize();
        job.UnsentStage = default;
        UnacknowledgedBytes += job.OutcomeBytes;
        _unacknowledged.Add(job);
    }

    /// <summary>Nobody wants this job's outcome any more. If it runs, it goes on occupying its slot until it has ended.</summary>
    public void Forget(Job job)
    {
        _byToken.Remove(job.Id.Token);
        UnacknowledgedBytes -= _unacknowledged.Remove(job) ? job.OutcomeBytes : 0;
    }

    private void Add(Job job)
    {
        _byToken[job.Id.Token] = job;
        _running.Add(job);
    }
}
