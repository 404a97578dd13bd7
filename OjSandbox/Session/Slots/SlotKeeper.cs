using Oj.Contracts.Scheduling;
using OjSandbox.Judging;

namespace OjSandbox.Session.Slots;

/// <summary>
/// Owns the slots of this sandbox. A slot is free, claimed or running, and nobody but this class moves it from one to
/// the next, so any number of servers together never fill more slots than there are. It knows no transport: streams
/// are told by their readers what came in, and their writers take what is to go out. Nothing is queued for a stream
/// that could grow: what goes out is derived from what is so, a report always being the newest. Thread-safe.
/// </summary>
internal sealed partial class SlotKeeper : IDisposable
{
    private readonly SessionSettings _settings;
    private readonly IReadiness _readiness;
    private readonly SessionMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly JobTable _jobs = new();
    private readonly Dictionary<StreamHandle, StreamRecord> _streams = [];
    private readonly ClaimTally _claimed = new();
    private bool _draining;
    private bool _leaving;
    private long _claims;
    private long _opened;

    public SlotKeeper(SessionSettings settings, IReadiness readiness, SessionMetrics metrics, TimeProvider time)
    {
        (_settings, _readiness, _metrics, _time) = (settings, readiness, metrics, time);
        _origin = time.GetTimestamp();
        _claimable = new ClaimQueue(settings.ZonePreference);
        _bound = new OutcomeBound(settings.MaxUnacknowledged, settings.MaxUnacknowledgedBytes);
        _fitness = readiness.Current;
        readiness.Changed += Look;
    }

    /// <summary>
    /// Raised, outside of the lock, when so many outcomes wait that nothing more is claimed, and when that is over; says which, and how
    /// it stands.
    /// </summary>
    public event Action<bool, SlotFigures>? BoundReached;

    /// <summary>How the slots stand.</summary>
    public SlotFigures Figures
    {
        get
        {
            using var turn = Enter();
            return Count();
        }
    }

    /// <summary>Whether jobs can come in: there is a server, this sandbox can judge and keep the outcomes, and it is not on its way out.</summary>
    public bool TakesWork
    {
        get
        {
            using var turn = Enter();
            return _streams.Count > 0 && !_draining && !_bound.IsReached && _fitness.WithdrawnBecause is null;
        }
    }

    /// <summary>Whether it claims nothing any more because it is on its way out.</summary>
    public bool IsDraining => Volatile.Read(ref _draining);

    /// <summary>A server has let us in.</summary>
    /// <param name="reportBy">Longest time between two reports that it allows.</param>
    /// <param name="zone">Its failure zone; empty means unknown.</param>
    /// <param name="announced">The languages that it was told of; those of now unless given.</param>
    public void Opened(StreamHandle stream, TimeSpan reportBy, string zone = "", IReadOnlyList<Language>? announced = null)
    {
        using var turn = Enter();
        var record = new StreamRecord(stream, ++_opened, ClaimPolicy.IsNear(_settings.Zone, zone), reportBy, _claimed, turn.Now)
        {
            Announced = announced ?? _fitness.Languages,
        };
        record.Follow(_fitness);
        _streams.Add(stream, record);
        _byEndpoint[stream.Endpoint] = record;
        record.LetGo = _letGo.Contains(stream.Endpoint);
        turn.Touch(record);
        foreach (var job in _jobs.Known.Where(job => job.Assigner.Equals(stream.Endpoint)))
        {
            job.AssignerGoneSince = null;
        }
    }

    /// <summary>A stream has ended. Its claims are void, and what it was given but never acknowledged is to be sent again.</summary>
    public void Closed(StreamHandle stream)
    {
        using var turn = Enter();
        if (!_streams.Remove(stream, out var record))
        {
            return;
        }

        Drop(record);
        turn.Changed();
        foreach (var job in _jobs.Known)
        {
            if (job.Carrier == stream)
            {
                job.Carrier = null;
            }

            if (job.Assigner.Equals(stream.Endpoint))
            {
                job.AssignerGoneSince ??= turn.Now;
            }
        }
    }

    /// <summary>A server says what waits there.</summary>
    public void Announced(StreamHandle stream, WorkWaiting waiting)
    {
        using var turn = Enter();
        if (turn.TryFind(stream, out var record))
        {
            record.SetWaiting(waiting, IsInstalled, turn.Now);
            record.PauseUntil(turn.Now);
        }
    }

    /// <summary>A server answers a claim with a job.</summary>
    /// <returns>The job to judge now; <see langword="null"/> when there is nothing to judge.</returns>
    public Job? Assigned(StreamHandle stream, Assign assign)
    {
        using var turn = Enter();
        if (!turn.TryFind(stream, out var record))
        {
            return null;
        }

        if (!record.Answer(assign.ClaimId) || assign is not { Job.Token.Length: > 0, Spec: not null })
        {
            turn.Break(record, $"it answered claim '{assign.ClaimId}', which is not open, or assigned an incomplete job");
            return null;
        }

        turn.Changed();
        record.SetWaiting(assign.Waiting, IsInstalled, turn.Now);
        var job = new Job(assign, stream.Endpoint);
        if (!_jobs.Accept(job, out var replaced))
        {
            return null;
        }

        if (replaced is not null)
        {
            turn.Cancel(replaced);
        }

        if (_draining || !_fitness.CanJudge(job.Spec.LanguageKey))
        {
            _jobs.Finish(job, HandBack());
            return null;
        }

        return job;
    }

    /// <summary>A server answers a claim with no job.</summary>
    public void Refused(StreamHandle stream, NoWork refusal)
    {
        using var turn = Enter();
        if (!turn.TryFind(stream, out var record))
        {
            return;
        }

        if (!record.Answer(refusal.ClaimId))
        {
            turn.Break(record, $"it answered claim '{refusal.ClaimId}', which is not open");
            return;
        }

        turn.Changed();
        record.SetWaiting(refusal.Waiting, IsInstalled, turn.Now);
        // What still waits there is not for us at the moment; asking again at once would only go round in circles.
        record.PauseUntil(turn.Now + _settings.RefusalPause);
    }

    /// <summary>A server wants nothing more to be claimed from it.</summary>
    public void ServerDraining(StreamHandle stream)
    {
        using var turn = Enter();
        if (turn.TryFind(stream, out var record))
        {
            record.Draining = true;
            record.WithdrawUnsentClaims();
            turn.Changed();
        }
    }

    /// <summary>Nobody wants the outcome of this attempt any more.</summary>
    public void Cancelled(JobId id)
    {
        using var turn = Enter();
        if (_jobs.TryFind(id, out var job))
        {
            _jobs.Forget(job);
            turn.Changed();
            turn.Cancel(job);
        }
    }

    /// <summary>A server has stored the outcome of this attempt, or knows it to be superseded.</summary>
    public void Acknowledged(JobId id)
    {
        using var turn = Enter();
        if (_jobs.TryFind(id, out var job) && job.Outcome is not null)
        {
            _jobs.Forget(job);
            turn.Changed();
        }
    }

    /// <summary>A job has reached a stage. Told to the server it came from if that is there; only the newest counts.</summary>
    public void Progressed(Job job, Progress.Types.Stage stage)
    {
        using var turn = Enter();
        job.UnsentStage = stage;
        turn.Touch(_byEndpoint.GetValueOrDefault(job.Assigner));
    }

    /// <summary>The judging of a job has ended.</summary>
    /// <param name="outcome">Result or JobFailed without its job id; <see langword="null"/> when it was cancelled.</param>
    public void Finished(Job job, SandboxMessage? outcome)
    {
        using var turn = Enter();
        _jobs.Finish(job, job.HandedBack && outcome is null ? HandBack() : outcome);
        turn.Changed();
        _slotFreed = _version;
    }

    /// <summary>Stops claiming. What runs goes on; what is assigned from now on is handed back.</summary>
    public void BeginDrain()
    {
        using var turn = Enter();
        _draining = true;
        turn.Changed();
        foreach (var record in _streams.Values)
        {
            record.WithdrawUnsentClaims();
            turn.Touch(record);
        }
    }

    /// <summary>Cancels everything that still runs; each job is handed back when it has ended.</summary>
    public void HandBackRunning()
    {
        using var turn = Enter();
        foreach (var job in _jobs.Running)
        {
            job.HandedBack = true;
            turn.Cancel(job);
        }
    }

    /// <summary>Says goodbye on every stream, after what is still to be sent there.</summary>
    public void Leave()
    {
        using var turn = Enter();
        _leaving = true;
        turn.TouchAll();
    }

    /// <summary>Ends when no slot is occupied and no claim is open.</summary>
    public Task WhenIdle(CancellationToken cancellationToken) => WhenAsync(() => Count() is { Running: 0, Claimed: 0 }, cancellationToken);

    /// <summary>Ends when every outcome is acknowledged.</summary>
    public Task WhenAcknowledged(CancellationToken cancellationToken) => WhenAsync(() => _jobs.UnacknowledgedCount == 0, cancellationToken);

    /// <summary>Ends when there is no stream any more.</summary>
    public Task WhenAlone(CancellationToken cancellationToken) => WhenAsync(() => _streams.Count == 0, cancellationToken);

    private SandboxMessage HandBack() => new()
    {
        JobFailed = new JobFailed
        {
            Reason = _draining ? ShuttingDown : "The sandbox has withdrawn, or this language of it.",
            Fault = JobFailed.Types.Fault.HandedBack,
        },
    };

    // Also while withdrawn: what waits then is claimed when the sandbox is back.
    private bool IsInstalled(string language) => _fitness.Has(language);

    private SlotFigures Count() => new(_settings.Slots, _jobs.Running.Count, _claimed.Count, _jobs.UnacknowledgedCount, _jobs.UnacknowledgedBytes);
}
