using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>
/// One client that follows a submission. Nothing is queued for it that could grow: only the newest is kept until it is taken, so a
/// client that reads slowly misses stages and never the outcome. Thread-safe.
/// </summary>
internal sealed class SubmissionFollower(SubmissionFollowers owner, Guid token) : IDisposable
{
    private readonly Lock _lock = new();
    private SubmissionProgress? _taken;
    private SubmissionProgress? _newest;
    private bool _look;
    private int _left;

    public Guid Token { get; } = token;

    /// <summary>Set when there is something to take, or to look at.</summary>
    public WakeUp Changed { get; } = new();

    /// <summary>Notes how far the submission has come; nothing comes of it unless that is farther than is known.</summary>
    public void Reached(SubmissionProgress progress)
    {
        lock (_lock)
        {
            if (_newest is { } newest && progress.CompareTo(newest) <= 0)
            {
                return;
            }

            _newest = progress;
        }

        Changed.Set();
    }

    /// <summary>Has the record looked at: it may be final, or nobody may follow here any longer.</summary>
    public void Look()
    {
        lock (_lock)
        {
            _look = true;
        }

        Changed.Set();
    }

    /// <summary>Takes the newest progress, once.</summary>
    /// <param name="before">What was taken before that; absent the first time.</param>
    public SubmissionProgress? TakeProgress(out SubmissionProgress? before)
    {
        lock (_lock)
        {
            before = _taken;
            if (_newest == _taken)
            {
                return null;
            }

            return _taken = _newest;
        }
    }

    /// <summary>Whether the record is to be looked at; asked once, it is not any more.</summary>
    public bool TakeLook()
    {
        lock (_lock)
        {
            (var look, _look) = (_look, false);
            return look;
        }
    }

    /// <summary>Follows no longer.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            owner.Remove(this);
        }
    }
}
