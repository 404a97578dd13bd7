using OjSandbox.Judging;

namespace OjSandbox.Session.Slots;

// The one door: whoever enters holds the lock, has the clock reading, and has run what has expired. Whoever leaves has
// decided what follows from the change; bells, cancellations and waiters are served after the lock is released.
internal sealed partial class SlotKeeper
{
    // Beyond so many streams, reports are paced; so many a second are made of changes then.
    private const int FewStreams = 20;
    private const int MostReportsPerSecond = 5000;

    private readonly Lock _gate = new();
    private readonly long _origin;
    private readonly List<Waiter> _waiters = [];
    private readonly ClaimQueue _claimable;
    private readonly OutcomeBound _bound;
    private readonly StreamOrder<TimeSpan> _deadlines = new();
    private Fitness _fitness;
    private ITimer? _timer;
    private TimeSpan _armedFor = TimeSpan.MaxValue;
    private TimeSpan _showAt;
    private bool _disposed;
    private long _version;
    private long _shown;
    private long _slotFreed;

    public void Dispose()
    {
        _readiness.Changed -= Look;
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private Turn Enter()
    {
        _gate.Enter();
        var turn = new Turn(this, _time.GetElapsedTime(_origin));
        Follow(turn);
        Expire(turn);
        return turn;
    }

    // What this sandbox is fit for has changed: entering takes that in.
    private void Look()
    {
        using var turn = Enter();
    }

    private void Follow(Turn turn)
    {
        var now = _readiness.Current;
        if (ReferenceEquals(now, _fitness))
        {
            return;
        }

        _fitness = now;
        turn.Changed();
        turn.TouchAll();
        foreach (var record in _streams.Values)
        {
            record.Follow(now);
        }
    }

    private void Expire(Turn turn)
    {
        while (_deadlines.FirstKey <= turn.Now)
        {
            var record = _deadlines.First!;
            _deadlines.Put(record, null);
            turn.Touch(record);
            if (record.ClaimIsOverdue(_settings.ClaimTimeout, turn.Now))
            {
                turn.Break(record, $"a claim was not answered within {_settings.ClaimTimeout.TotalSeconds} s");
            }
        }
    }

    private void Settle(Turn turn)
    {
        GiveOutcomes(turn);
        HoldToBound(turn);
        MakeClaims(turn);
        Renew(turn);
        Show(turn);
        foreach (var record in turn.Touched.Where(record => _streams.ContainsKey(record.Stream)))
        {
            _deadlines.Put(record, record.NextDue(_settings.ClaimTimeout, turn.Now));
            if (HasSomething(record, turn.Now))
            {
                turn.Ring(record.Stream);
            }
        }

        foreach (var waiter in _waiters.Where(waiter => waiter.Condition()).ToArray())
        {
            _waiters.Remove(waiter);
            turn.Release(waiter);
        }

        Arm(turn.Now);
    }

    // Every server is to see every change, at once while they are few. When they are many, changes that follow one another
    // closely are shown together: else a busy sandbox would do nothing but report.
    private void Show(Turn turn)
    {
        if (_shown < _version && _showAt <= turn.Now)
        {
            _shown = _version;
            _showAt = turn.Now + (_streams.Count <= FewStreams ? TimeSpan.Zero : TimeSpan.FromSeconds((double)_streams.Count / MostReportsPerSecond));
            turn.TouchAll();
        }
    }

    private void GiveOutcomes(Turn turn)
    {
        foreach (var job in _jobs.Unacknowledged)
        {
            StreamHandle? refused = null;
            if (job.Carrier is not null)
            {
                if (job.CarriedSince + _settings.AcknowledgeTimeout > turn.Now)
                {
                    continue;
                }

                refused = job.Carrier;
            }

            var assigner = _byEndpoint.GetValueOrDefault(job.Assigner);
            if (OutcomePolicy.Choose(job, refused, assigner, _streams.Values, _settings.FailoverAfter, turn.Now) is { } record)
            {
                job.Carrier = record.Stream;
                job.CarriedSince = turn.Now;
                record.Outcomes.Enqueue(job);
                turn.Touch(record);
            }
        }
    }

    private void MakeClaims(Turn turn)
    {
        foreach (var record in turn.Touched.Where(record => _streams.ContainsKey(record.Stream)))
        {
            _claimable.Put(record, turn.Now);
        }

        if (_draining || _bound.IsReached || !_fitness.TakesJobs)
        {
            return;
        }

        for (var free = Count().Free; free > 0 && _claimable.Choose(turn.Now) is { } record; free--)
        {
            record.AddClaim($"c{++_claims}");
            _claimable.Put(record, turn.Now);
            turn.Touch(record);
            turn.Changed();
            _metrics.Claimed();
        }
    }

    private void HoldToBound(Turn turn)
    {
        var figures = Count();
        if (_bound.Update(figures.Unacknowledged, figures.UnacknowledgedBytes))
        {
            var isReached = _bound.IsReached;
            turn.Changed();
            turn.TouchAll();
            turn.Tell(() => BoundReached?.Invoke(isReached, figures));
        }
    }

    // Languages are announced when a stream begins, so one that knows others is made anew. What is claimed there is waited for: a job
    // that is on its way would be lost with it, and found again only after a while.
    private void Renew(Turn turn)
    {
        foreach (var record in turn.Touched.Where(record =>
            record is { IsOutdated: true, IsUsable: true, Claims: 0 } && _streams.ContainsKey(record.Stream)))
        {
            turn.Break(record, "the languages of this sandbox have changed");
        }
    }

    // One timer for whatever comes next.
    private void Arm(TimeSpan now)
    {
        var next = _deadlines.FirstKey ?? TimeSpan.MaxValue;
        Consider(_shown < _version ? _showAt : null);
        foreach (var job in _jobs.Unacknowledged)
        {
            Consider(job.Carrier is null ? job.AssignerGoneSince + _settings.FailoverAfter : job.CarriedSince + _settings.AcknowledgeTimeout);
        }

        if (!_disposed && next != _armedFor)
        {
            _armedFor = next;
            _timer ??= _time.CreateTimer(static keeper => ((SlotKeeper)keeper!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(next == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : RoundUp(next - now), Timeout.InfiniteTimeSpan);
        }

        // A timer counts whole milliseconds, and one that fires too early would only be set again.
        static TimeSpan RoundUp(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));

        // What was due before now has been dealt with, or waits for somebody who will enter.
        void Consider(TimeSpan? due) => next = due > now && due < next ? due.Value : next;
    }

    // Entering does what is due. Should the timer have fired a moment too early for that, it is set again.
    private void Wake()
    {
        using var turn = Enter();
        _armedFor = TimeSpan.MaxValue;
    }

    private async Task WhenAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(condition, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using (Enter())
        {
            _waiters.Add(waiter);
        }

        await waiter.Reached.Task.WaitAsync(cancellationToken);
    }

    private sealed record Waiter(Func<bool> Condition, TaskCompletionSource Reached);
}
