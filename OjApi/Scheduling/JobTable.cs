using System.Threading.Channels;

namespace OjApi.Scheduling;

/// <summary>
/// The unfinished submissions of this replica and their way between the phases. Touched under the lock of
/// <see cref="Scheduler"/> only.
/// </summary>
internal sealed class JobTable(
    ReadyQueue queue, ConnectedSandboxes sandboxes, SchedulingOptions options, ChannelWriter<Redelivery> redeliveries)
{
    private readonly Dictionary<Guid, TrackedJob> _jobs = [];

    /// <summary>Orphans by the end of their grace time; entries that were overtaken by events are skipped when they come up.</summary>
    private readonly PriorityQueue<TrackedJob, DateTimeOffset> _orphans = new();

    /// <summary>Jobs of which a sandbox died.</summary>
    private readonly HashSet<TrackedJob> _suspects = [];

    private long _lastSequence;

    public int Count => _jobs.Count;

    public IReadOnlyCollection<TrackedJob> Jobs => _jobs.Values;

    public TrackedJob? Find(Guid token) => _jobs.GetValueOrDefault(token);

    /// <summary>Finds a job while exactly this delivery of it is the current one.</summary>
    public TrackedJob? Find(JobKey key) => _jobs.TryGetValue(key.Token, out var job) && job.Attempt == key.Attempt ? job : null;

    /// <summary>Begins to track a job, in the queue.</summary>
    public TrackedJob Add(WaitingJob waiting)
    {
        var job = new TrackedJob(waiting, ++_lastSequence) { Phase = JobPhase.Waiting };
        _jobs.Add(job.Token, job);
        if (job.IsSuspect)
        {
            _suspects.Add(job);
        }

        queue.Add(job);
        return job;
    }

    public void Forget(TrackedJob job)
    {
        Leave(job);
        _jobs.Remove(job.Token);
        _suspects.Remove(job);
    }

    public void Wait(TrackedJob job)
    {
        Leave(job);
        job.Phase = JobPhase.Waiting;
        job.SandboxBaseId = null;
        queue.Add(job);
    }

    public void Hold(TrackedJob job, SandboxStream stream, string? claimId)
    {
        Leave(job);
        job.Phase = JobPhase.Held;
        job.Holder = stream;
        job.ClaimId = claimId;
        job.SandboxBaseId = stream.Hello.BaseId;
        stream.Held.Add(job);
        Noted(job);
    }

    /// <param name="vanished">Whether its stream ended without a goodbye.</param>
    public void Orphan(TrackedJob job, DateTimeOffset now, bool vanished)
    {
        Leave(job);
        job.Phase = JobPhase.Orphan;
        job.HolderVanished = vanished;
        job.OrphanedUntil = now + options.OrphanGrace;
        _orphans.Enqueue(job, job.OrphanedUntil);
    }

    public void BeginRecording(TrackedJob job)
    {
        Leave(job);
        job.Phase = JobPhase.Recording;
    }

    /// <summary>Ends a delivery that came to nothing; the job waits again only after the store was told.</summary>
    public Redelivery BeginRedelivery(TrackedJob job, AttemptEnding ending, string reason)
    {
        Leave(job);
        job.Phase = JobPhase.Redelivering;
        job.Counts = job.Counts.With(ending);
        if (ending == AttemptEnding.Died)
        {
            job.DeadSandboxes.Add(job.SandboxBaseId!);
            _suspects.Add(job);
        }

        var sandbox = string.IsNullOrEmpty(job.SandboxBaseId) ? null : job.SandboxBaseId;
        return new Redelivery(job.Key, ending, sandbox, reason, job.Counts, job.Counts.StepAfter(ending, options));
    }

    /// <summary>As <see cref="BeginRedelivery"/>, for what nobody asked about: left in the queue of the one who tells the store.</summary>
    public void QueueRedelivery(TrackedJob job, AttemptEnding ending, string reason) =>
        redeliveries.TryWrite(BeginRedelivery(job, ending, reason));

    /// <summary>A sandbox that connects is not dead: it was out of reach, and no job is to blame for it.</summary>
    public void Absolve(string baseId)
    {
        foreach (var job in _suspects.Where(job => job.DeadSandboxes.Contains(baseId)).ToArray())
        {
            // In the queue it stands by what it is.
            var waits = job.Phase == JobPhase.Waiting;
            Noted(job);
            if (waits)
            {
                queue.Remove(job);
            }

            job.DeadSandboxes.Remove(baseId);
            job.Counts = job.Counts with { Died = job.Counts.Died - 1 };
            if (!job.IsSuspect)
            {
                _suspects.Remove(job);
            }

            if (waits)
            {
                queue.Add(job);
            }
        }
    }

    /// <summary>Gives up the orphans that nobody reported within their grace time.</summary>
    public void ExpireOrphans(DateTimeOffset now)
    {
        while (_orphans.TryPeek(out var job, out var until) && until <= now)
        {
            _orphans.Dequeue();
            if (job.Phase == JobPhase.Orphan && job.OrphanedUntil == until && _jobs.GetValueOrDefault(job.Token) == job)
            {
                if (job is { HolderVanished: true, SandboxBaseId: { } baseId } && !sandboxes.IsConnected(baseId))
                {
                    QueueRedelivery(job, AttemptEnding.Died, "its sandbox died");
                }
                else
                {
                    QueueRedelivery(job, AttemptEnding.Lost, "no sandbox reported it any more");
                }
            }
        }
    }

    /// <summary>A job begins or ends to be with its holder, or to be a suspect there.</summary>
    private void Noted(TrackedJob job)
    {
        if (job is { IsSuspect: true, Holder: not null })
        {
            queue.RightsChanged();
        }
    }

    private void Leave(TrackedJob job)
    {
        if (job.Phase == JobPhase.Waiting)
        {
            queue.Remove(job);
        }

        Noted(job);
        job.Holder?.Held.Remove(job);
        job.Holder = null;
        job.ClaimId = null;
    }
}
