using System.Threading.Channels;
using Microsoft.Extensions.Options;
using OjApi.Scheduling.Ordering;

namespace OjApi.Scheduling;

/// <summary>
/// The scheduling core of one replica: which of its jobs wait, which sandbox holds which, and what becomes of them when
/// streams and sandboxes come and go. Knows no transport and no store. Every operation enters by one door that takes the
/// lock, reads the clock and runs what has expired; nothing waits inside. What has to be done outside is returned, or
/// left in <see cref="Redeliveries"/>. Thread-safe.
/// </summary>
internal sealed partial class Scheduler
{
    private readonly Lock _lock = new();
    private readonly SteadyClock _clock;
    private readonly SchedulingOptions _options;
    private readonly ReadyQueue _queue;
    private readonly ConnectedSandboxes _sandboxes = new();
    private readonly JobTable _jobs;
    private readonly Channel<Redelivery> _redeliveries;
    private int _reserved;
    private long _confirmations;

    public Scheduler(IOptions<SchedulingOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _clock = new SteadyClock(time);
        _queue = new ReadyQueue(_options.Order == JobOrder.Fair ? new FairOrder(_options) : new OldestFirstOrder());
        _coverage = new LanguageCoverage(_clock.Now);

        // Unbounded in type only: a job is in it at most once, and the number of jobs is bounded.
        _redeliveries = Channel.CreateUnbounded<Redelivery>(new UnboundedChannelOptions { SingleReader = true });
        _jobs = new JobTable(_queue, _sandboxes, _options, _redeliveries.Writer);
    }

    /// <summary>Deliveries that came to nothing without anybody asking (lost, or orphaned for too long).</summary>
    public ChannelReader<Redelivery> Redeliveries => _redeliveries.Reader;

    /// <summary>The reading of the core's clock, for ages of what it handed out.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>Keeps room for submissions that are about to be committed; undone by <see cref="Release"/> or used up by <see cref="Enqueue"/>.</summary>
    /// <returns>Whether there was room.</returns>
    public bool TryReserve(int count)
    {
        using var door = Enter();
        if (_jobs.Count + _reserved + count > _options.MaxUnfinished)
        {
            return false;
        }

        _reserved += count;
        return true;
    }

    /// <summary>Gives reserved room back.</summary>
    public void Release(int count)
    {
        using var door = Enter();
        _reserved -= count;
    }

    /// <summary>Queues committed submissions for which room was reserved.</summary>
    public void Enqueue(IReadOnlyCollection<WaitingJob> jobs)
    {
        using var door = Enter();
        _reserved -= jobs.Count;
        foreach (var job in jobs)
        {
            TakeIn(job);
        }

        OfferUnservable(door.Now);
    }

    /// <summary>How many more submissions this replica may hold.</summary>
    public int Room()
    {
        using var door = Enter();
        return Math.Max(0, _options.MaxUnfinished - _jobs.Count - _reserved);
    }

    /// <summary>
    /// Takes in submissions as the store has them: adopted from a dead replica, or read again after a conflict. A job
    /// that some sandbox reports is left where it is; one that the store calls assigned gets the grace time to be reported.
    /// </summary>
    public void Adopt(IReadOnlyCollection<OwnedJob> owned)
    {
        using var door = Enter();
        var reporters = _sandboxes.Reporters();
        foreach (var (waiting, assignedTo) in owned)
        {
            if (TakeIn(waiting) is not { } job)
            {
                continue;
            }

            if (reporters.TryGetValue(job.Key, out var stream))
            {
                _jobs.Hold(job, stream, claimId: null);
            }
            else if (assignedTo is not null)
            {
                job.SandboxBaseId = assignedTo;
                _jobs.Orphan(job, door.Now, vanished: false);
            }
        }
    }

    /// <summary>Takes a stream in.</summary>
    /// <param name="workChanged">Set when the sandbox is to be told what waits here.</param>
    /// <param name="stream">The handle for everything else; absent unless accepted.</param>
    public ConnectOutcome Connect(SandboxHello hello, WakeUp workChanged, out SandboxStream? stream)
    {
        using var door = Enter();
        stream = _draining ? null : _sandboxes.TryAdd(hello, workChanged, door.Now);
        if (stream is not null)
        {
            _jobs.Absolve(hello.BaseId);
            Cover(stream, takesWork: true, door.Now);
            _announcer.Add(stream);
        }

        return _draining ? ConnectOutcome.Draining : stream is null ? ConnectOutcome.DuplicateSandboxId : ConnectOutcome.Accepted;
    }

    /// <summary>Takes a sandbox's report in: recognises jobs, and gives up those that never arrived there.</summary>
    /// <returns>Deliveries that run there although nobody wants them any more: a later one replaced them, or they were stopped.</returns>
    public IReadOnlyList<JobKey> Report(SandboxStream stream, SandboxReport report)
    {
        using var door = Enter();
        stream.Sandbox.Reported(stream, report, door.Now);
        if (stream.Sandbox.Streams.Contains(stream))
        {
            Cover(stream, report.Availability == SandboxAvailability.Ready, door.Now);
        }

        _announcer.Reported(stream, report.Availability == SandboxAvailability.Ready ? report.FreeSlots : 0);
        foreach (var key in report.Running.Concat(report.Unacknowledged))
        {
            if (_jobs.Find(key) is { Phase: JobPhase.Orphan or JobPhase.Waiting } job)
            {
                _jobs.Hold(job, stream, claimId: null);
            }
        }

        // Only this stream's report can miss a job: the open claims of another stream say nothing about an Assign on this one.
        foreach (var job in stream.Held.Where(job => !report.Mentions(job.Key) && !IsOnItsWay(job, report)).ToArray())
        {
            _jobs.QueueRedelivery(job, AttemptEnding.Lost, "the sandbox does not have it");
        }

        if (stream.RefusedForCapacity)
        {
            stream.RefusedForCapacity = false;
            _announcer.Tell(stream);
        }

        return [.. report.Running.Where(IsUnwanted)];
    }

    /// <summary>Answers a claim: the next job in the sandbox's languages, unless the sandbox is full as far as known here.</summary>
    public ClaimDecision Claim(SandboxStream stream, string claimId)
    {
        using var door = Enter();
        _announcer.Claimed(stream);
        var sandbox = stream.Sandbox;
        var takesWork = sandbox.Report?.Availability is null or SandboxAvailability.Ready;
        if (_draining || !takesWork || !sandbox.Streams.Contains(stream))
        {
            return new ClaimDecision(null, _queue.Snapshot().Withheld());
        }

        if (sandbox.UsedSlots() >= sandbox.Slots)
        {
            stream.RefusedForCapacity = true;
            return new ClaimDecision(null, _queue.Snapshot().For(stream));
        }

        if (_queue.Choose(stream) is not { } job)
        {
            return new ClaimDecision(null, _queue.Snapshot().For(stream));
        }

        _jobs.Hold(job, stream, claimId);
        return new ClaimDecision(job.ToWaitingJob(), _queue.Snapshot().For(stream));
    }

    /// <summary>Undoes a claim whose answer was never sent.</summary>
    public void PutBack(JobKey key)
    {
        using var door = Enter();
        if (_jobs.Find(key) is { Phase: JobPhase.Held or JobPhase.Orphan } job)
        {
            _jobs.Wait(job);
        }
    }

    /// <summary>Lets a stream go. Its jobs come back at once if the sandbox said goodbye, else they get the grace time.</summary>
    public void Disconnect(SandboxStream stream, bool saidGoodbye)
    {
        using var door = Enter();
        if (!_sandboxes.Remove(stream))
        {
            return;
        }

        Cover(stream, takesWork: false, door.Now);
        _announcer.Remove(stream);

        foreach (var job in stream.Held.ToArray())
        {
            if (saidGoodbye)
            {
                _jobs.QueueRedelivery(job, AttemptEnding.HandedBack, "the sandbox left");
            }
            else if (stream.Sandbox.Streams.Find(other => other.Report?.Mentions(job.Key) == true) is { } other)
            {
                _jobs.Hold(job, other, claimId: null);
            }
            else
            {
                // A replica that stops ends its streams itself.
                _jobs.Orphan(job, door.Now, vanished: !_draining);
            }
        }
    }

    /// <summary>Notes that the result of a job came in on a stream and is on its way into the store.</summary>
    public void ResultReceived(SandboxStream stream, JobKey key)
    {
        using var door = Enter();
        stream.Sandbox.Ended(key);
        if (_jobs.Find(key) is { Phase: not JobPhase.Redelivering } job)
        {
            _jobs.BeginRecording(job);
        }
    }

    /// <summary>Notes that a sandbox could not judge a job.</summary>
    /// <param name="ending">Failed, or handed back.</param>
    /// <returns>What the store has to be told; absent when this replica does not have that delivery (any more).</returns>
    public Redelivery? Failed(SandboxStream stream, JobKey key, AttemptEnding ending, string reason)
    {
        using var door = Enter();
        stream.Sandbox.Ended(key);
        if (_jobs.Find(key) is not { Phase: not (JobPhase.Recording or JobPhase.Redelivering) } job)
        {
            return null;
        }

        job.SandboxBaseId = stream.Hello.BaseId;
        return _jobs.BeginRedelivery(job, ending, reason);
    }

    /// <summary>Queues a job again under the next attempt number, after the store was told.</summary>
    public void Requeued(JobKey key)
    {
        using var door = Enter();
        if (_jobs.Find(key) is { Phase: JobPhase.Redelivering } job)
        {
            job.Attempt++;
            _jobs.Wait(job);
            OfferUnservable(door.Now);
        }
    }

    /// <summary>Runs what has expired, when nothing else happens.</summary>
    public void Tick()
    {
        using var door = Enter();
        OfferUnservable(door.Now);
    }

    /// <summary>What waits here now; nothing once draining.</summary>
    public WaitingWork Waiting()
    {
        using var door = Enter();
        return _draining ? _queue.Snapshot().Withheld() : _queue.Snapshot();
    }

    /// <summary>How many jobs sandboxes hold on living streams here, or have just given back: their results are not stored yet.</summary>
    public int CountHeld()
    {
        using var door = Enter();
        return _jobs.Jobs.Count(job => job.Phase is JobPhase.Held or JobPhase.Recording);
    }

    /// <summary>Whether any sandbox is connected.</summary>
    public bool HasStreams()
    {
        using var door = Enter();
        return _sandboxes.Streams.Count > 0;
    }

    /// <summary>Every submission that this replica takes for its own.</summary>
    public IReadOnlyList<Guid> Tokens()
    {
        using var door = Enter();
        return [.. _jobs.Jobs.Select(job => job.Token)];
    }

    /// <summary>Every connected sandbox once, by base id.</summary>
    public IReadOnlyList<SandboxView> Sandboxes()
    {
        var views = Copy();
        Array.Sort(views, static (left, right) => string.CompareOrdinal(left.Hello.BaseId, right.Hello.BaseId));
        return views;

        SandboxView[] Copy()
        {
            using var door = Enter();
            return [.. _sandboxes.Sandboxes.Select(sandbox => sandbox.ToView())];
        }
    }

    private static bool IsOnItsWay(TrackedJob job, SandboxReport report) =>
        job.ClaimId is { } claimId && report.OpenClaims.Contains(claimId);

    /// <summary>Begins to track a job under the store's attempt number, unless what is known here is as new.</summary>
    private TrackedJob? TakeIn(WaitingJob waiting)
    {
        var known = _jobs.Find(waiting.Key.Token);
        if (known?.Attempt >= waiting.Key.Attempt)
        {
            known.ConfirmedAt = ++_confirmations;
            return null;
        }

        if (known is not null)
        {
            _jobs.Forget(known);
        }

        var job = _jobs.Add(waiting);
        job.ConfirmedAt = ++_confirmations;
        if (known is not null && job.IsSuspect)
        {
            job.DeadSandboxes.AddRange(known.DeadSandboxes);
        }

        return job;
    }
}
