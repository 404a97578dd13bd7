namespace OjApi.Submissions;

/// <summary>Who waits for the outcome of which submission at this replica; those who follow one hear of it as well. Thread-safe.</summary>
internal sealed class SubmissionWaiters(SubmissionFollowers followers)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<SubmissionWaiter>> _waiters = [];
    private volatile bool _haveEnded;

    /// <summary>Whether nobody may wait any longer, because this replica stops.</summary>
    public bool HaveEnded => _haveEnded;

    /// <summary>How many submissions somebody waits for.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Count;
            }
        }
    }

    /// <summary>Begins to wait. Register first and read the store then, or an outcome in between goes unnoticed.</summary>
    /// <returns>The wait; disposing ends it.</returns>
    public SubmissionWaiter Register(Guid token)
    {
        var waiter = new SubmissionWaiter(this, token);
        lock (_lock)
        {
            if (!_waiters.TryGetValue(token, out var waiters))
            {
                _waiters[token] = waiters = [];
            }

            waiters.Add(waiter);
        }

        return waiter;
    }

    /// <summary>Wakes who waits for this submission.</summary>
    public void Wake(Guid token)
    {
        lock (_lock)
        {
            _waiters.GetValueOrDefault(token)?.ForEach(waiter => waiter.Wake());
        }

        followers.Look(token);
    }

    /// <summary>Wakes everybody, to look for themselves: after events may have been missed.</summary>
    public void WakeAll()
    {
        lock (_lock)
        {
            foreach (var waiters in _waiters.Values)
            {
                waiters.ForEach(waiter => waiter.Wake());
            }
        }

        followers.LookAll();
    }

    /// <summary>Ends every wait, and those that would begin now.</summary>
    public void End()
    {
        _haveEnded = true;
        WakeAll();
        followers.End();
    }

    /// <summary>Ends a wait.</summary>
    public void Remove(SubmissionWaiter waiter)
    {
        lock (_lock)
        {
            if (_waiters.TryGetValue(waiter.Token, out var waiters) && waiters.Remove(waiter) && waiters.Count == 0)
            {
                _waiters.Remove(waiter.Token);
            }
        }
    }
}
