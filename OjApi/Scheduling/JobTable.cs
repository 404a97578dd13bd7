using System.Threading.Channels;

namespace OjApi.Scheduling;

/// <summary>
/// The unfinished submissions of this replica and their way between the phases. Touched under the lock of
/// <see cref="Scheduler"/> only.
/// </summary>
internal sealed class JobTable(ReadyQueue queue, SchedulingOptions options, ChannelWriter<Redelivery> redeliveries)
{
    private readonly Dictionary<Guid, TrackedJob> _jobs = [];

    /// <summary>Orphans by the end of their grace time; entries that were overtaken by events are skipped when they come up.</summary>
    private readonly PriorityQueue<TrackedJob, DateTimeOffset> _orphans = new();

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
        queue.Add(job);
        return job;
    }

    public void Forget(TrackedJob job)
    {
        Leave(job);
        _jobs.Remove(job.Token);
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
    }

    public void Orphan(TrackedJob job, DateTimeOffset now)
    {
        Leave(job);
        job.Phase = JobPhase.Orphan;
        job.OrphanedUntil = now + options.OrphanGrace;
        _orphans.Enqueue(job, job.OrphanedUntil);
    }

    public void BeginRecording(TrackedJob job)
    {
        Leave(job);
        job.Phase = JobPhase.Recording;
    }

    /// <summary>Ends a delivery that came to nothing; the job waits again only after the store was told.</summary>
    /// <param name="counts">Whether it counts towards the limit of deliveries.</param>
    public Redelivery BeginRedelivery(TrackedJob job, bool counts, string reason)
    {
        Leave(job);
        job.Phase = JobPhase.Redelivering;
        if (counts)
        {
            job.FailedDeliveries++;
            if (job.SandboxBaseId is { } baseId)
            {
                job.FailedSandboxes.Add(baseId);
            }
        }

        return new Redelivery(job.Key, job.FailedDeliveries >= options.MaxDeliveries, [.. job.FailedSandboxes], reason);
    }

    /// <summary>As <see cref="BeginRedelivery"/>, for what nobody asked about: left in the queue of the one who tells the store.</summary>
    public void QueueRedelivery(TrackedJob job, bool counts, string reason) =>
        redeliveries.TryWrite(BeginRedelivery(job, counts, reason));

    /// <summary>Gives up the orphans that nobody reported within their grace time.</summary>
    public void ExpireOrphans(DateTimeOffset now)
    {
        while (_orphans.TryPeek(out var job, out var until) && until <= now)
        {
            _orphans.Dequeue();
            if (job.Phase == JobPhase.Orphan && job.OrphanedUntil == until && _jobs.GetValueOrDefault(job.Token) == job)
            {
                QueueRedelivery(job, counts: true, "no sandbox reported it any more");
            }
        }
    }

    private void Leave(TrackedJob job)
    {
        if (job.Phase == JobPhase.Waiting)
        {
            queue.Remove(job);
        }

        job.Holder?.Held.Remove(job);
        job.Holder = null;
        job.ClaimId = null;
    }
}
