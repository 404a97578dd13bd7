namespace OjSandbox.Session.Slots;

// The one door: whoever enters holds the lock, has the clock reading, and has run what has expired. Whoever leaves has
// decided what follows from the change; bells, cancellations and waiters are served after the lock is released.
internal sealed partial class SlotKeeper
{
    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private readonly List<Waiter> _waiters = [];
    private ITimer? _timer;
    private bool _disposed;
    private long _version;

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private Turn Enter()
    {
        _gate.Enter();
        var turn = new Turn(this, time.GetElapsedTime(_origin));
        Expire(turn);
        return turn;
    }

    private void Expire(Turn turn)
    {
        foreach (var record in _streams.Values)
        {
            if (!record.Broken && record.OldestClaim + settings.ClaimTimeout <= turn.Now)
            {
                turn.Break(record, $"a claim was not answered within {settings.ClaimTimeout.TotalSeconds} s");
            }
        }
    }

    private void Settle(Turn turn)
    {
        GiveOutcomes(turn.Now);
        MakeClaims(turn.Now);
        foreach (var record in _streams.Values.Where(record => HasSomething(record, turn.Now)))
        {
            turn.Ring(record.Stream);
        }

        foreach (var waiter in _waiters.Where(waiter => waiter.Condition()).ToArray())
        {
            _waiters.Remove(waiter);
            turn.Release(waiter);
        }

        Arm(turn.Now);
    }

    private void GiveOutcomes(TimeSpan now)
    {
        foreach (var job in _jobs.Unacknowledged)
        {
            StreamHandle? refused = null;
            if (job.Carrier is not null)
            {
                if (job.CarriedSince + settings.AcknowledgeTimeout > now)
                {
                    continue;
                }

                refused = job.Carrier;
            }

            if (OutcomePolicy.Choose(job, refused, _streams.Values, settings.FailoverAfter, now) is { } record)
            {
                job.Carrier = record.Stream;
                job.CarriedSince = now;
                record.Outcomes.Enqueue(job);
            }
        }
    }

    private void MakeClaims(TimeSpan now)
    {
        if (_draining || readiness.WithdrawnBecause is not null)
        {
            return;
        }

        var figures = Count();
        var allowed = Math.Min(figures.Free, settings.Slots + settings.MostUnacknowledged - figures.Running - figures.Claimed - figures.Unacknowledged);
        for (; allowed > 0 && ClaimPolicy.Choose(_streams.Values, now) is { } record; allowed--)
        {
            record.AddClaim($"c{++_claims}");
            _version++;
            metrics.Claimed();
        }
    }

    // One timer for whatever comes next; it does nothing but enter.
    private void Arm(TimeSpan now)
    {
        var next = TimeSpan.MaxValue;
        foreach (var record in _streams.Values.Where(record => !record.Left && !record.Broken))
        {
            Consider(record.ReportDue);
            Consider(record.OldestClaim + settings.ClaimTimeout);
            Consider(record.Waiting > record.Claims ? record.PausedUntil : null);
        }

        foreach (var job in _jobs.Unacknowledged)
        {
            Consider(job.Carrier is null ? job.AssignerGoneSince + settings.FailoverAfter : job.CarriedSince + settings.AcknowledgeTimeout);
        }

        if (!_disposed)
        {
            _timer ??= time.CreateTimer(static keeper => ((SlotKeeper)keeper!).Enter().Dispose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(next == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : RoundUp(next - now), Timeout.InfiniteTimeSpan);
        }

        // A timer counts whole milliseconds, and one that fires too early would only be set again.
        static TimeSpan RoundUp(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));

        // What was due before now has been dealt with, or waits for somebody who will enter.
        void Consider(TimeSpan? due) => next = due > now && due < next ? due.Value : next;
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

    /// <summary>One stay behind the door.</summary>
    private sealed class Turn(SlotKeeper keeper, TimeSpan now) : IDisposable
    {
        private readonly List<Action> _afterwards = [];

        /// <summary>The clock reading of this turn.</summary>
        public TimeSpan Now { get; } = now;

        /// <summary>The state that is reported to the servers has changed.</summary>
        public void Changed() => keeper._version++;

        public void Ring(StreamHandle stream) => _afterwards.Add(stream.Ready.Set);

        public void Cancel(Job job) => _afterwards.Add(job.Cancel);

        public void Break(StreamRecord record, string reason)
        {
            record.Broken = true;
            _afterwards.Add(() => record.Stream.Break(reason));
        }

        public void Release(Waiter waiter) => _afterwards.Add(waiter.Reached.SetResult);

        public void Dispose()
        {
            try
            {
                keeper.Settle(this);
            }
            finally
            {
                keeper._gate.Exit();
            }

            foreach (var action in _afterwards)
            {
                action();
            }
        }
    }
}
