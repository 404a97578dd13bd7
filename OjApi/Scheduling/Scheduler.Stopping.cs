namespace OjApi.Scheduling;

// Ends what nobody wants any more, also where another replica gave it out.
internal sealed partial class Scheduler
{
    private readonly StoppedJobs _stopped = new();

    /// <summary>
    /// Drops a submission that ended without a verdict, and has every sandbox stop that has it: those connected now at once, and
    /// others, or those that the message does not reach, as soon as they report it.
    /// </summary>
    /// <param name="key">The submission, and the attempt that it ended with.</param>
    /// <returns>As <see cref="Forget"/>.</returns>
    public WaitingJob? Stop(JobKey key)
    {
        using var door = Enter();
        _stopped.Add(key);

        // Its Assign may still be on the way there, so that no report mentions it yet.
        _jobs.Find(key)?.Holder?.Cancel(key);
        foreach (var sandbox in _sandboxes.Sandboxes)
        {
            foreach (var running in sandbox.Report?.Running ?? [])
            {
                if (running.Token == key.Token && _stopped.Includes(running))
                {
                    sandbox.Freshest.Cancel(running);
                }
            }
        }

        return Drop(key);
    }

    /// <summary>
    /// Drops a submission that is final or belongs to another replica now, unless a later attempt is known here: what one hears of
    /// an outcome may be older than a rejudge.
    /// </summary>
    /// <param name="key">The submission, and the attempt up to which this is known.</param>
    /// <returns>What was dropped; absent when it is unknown (any more), so that of several who drop it one is told.</returns>
    public WaitingJob? Forget(JobKey key)
    {
        using var door = Enter();
        return Drop(key);
    }

    /// <summary>
    /// To be called before the store is asked whether something still belongs to this replica: between its answer and the moment that this
    /// is acted upon, the replica may have adopted the submission again.
    /// </summary>
    /// <returns>The moment, for <see cref="TryForget"/>.</returns>
    public long BeginReading()
    {
        using var door = Enter();
        return _confirmations;
    }

    /// <summary>As <see cref="Forget"/>, for what was read since a moment.</summary>
    /// <returns>False when the submission was taken in since then, so that it has to be read again.</returns>
    public bool TryForget(JobKey key, long since)
    {
        using var door = Enter();
        if (_jobs.Find(key.Token)?.ConfirmedAt > since)
        {
            return false;
        }

        Drop(key);
        return true;
    }

    private WaitingJob? Drop(JobKey key)
    {
        if (_jobs.Find(key.Token) is not { } job || job.Attempt > key.Attempt)
        {
            return null;
        }

        _jobs.Forget(job);
        return job.ToWaitingJob();
    }

    private bool IsUnwanted(JobKey key) => _jobs.Find(key.Token)?.Attempt > key.Attempt || _stopped.Includes(key);
}
