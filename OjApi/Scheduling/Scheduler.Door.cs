using OjApi.Scheduling.Announcing;

namespace OjApi.Scheduling;

// The one door, and who is told what waits: decided on leaving, under the lock; done after it was released.
internal sealed partial class Scheduler
{
    private readonly Announcer _announcer = new();
    private bool _outdated;

    /// <summary>Set when some views may be out of date; see <see cref="RefreshViews"/>.</summary>
    public WakeUp ViewsOutdated { get; } = new();

    /// <summary>What waits here, for a message that is sent to this sandbox now; it counts as told.</summary>
    public WaitingWork TellWaiting(SandboxStream stream)
    {
        using var door = Enter();
        var waiting = Offered().For(stream);
        _announcer.Told(stream, waiting);
        return waiting;
    }

    /// <summary>Notes that a sandbox is told now that nothing waits for it, whatever does.</summary>
    public void ToldNothing(SandboxStream stream)
    {
        using var door = Enter();
        _announcer.Told(stream, _queue.Snapshot().Withheld());
    }

    /// <summary>
    /// Has some sandboxes told what waits though none of them needs to know at once: to be called at a steady pace while
    /// there are any.
    /// </summary>
    /// <param name="atMost">How many.</param>
    /// <param name="patience">How long a job may wait before more sandboxes with free slots are told of it.</param>
    /// <returns>Whether there are more.</returns>
    public bool RefreshViews(int atMost, TimeSpan patience)
    {
        using var door = Enter();
        _outdated = _announcer.Refresh(Offered(), atMost, door.Now - patience);
        return _outdated;
    }

    private WaitingWork Offered() => _draining ? _queue.Snapshot().Withheld() : _queue.Snapshot();

    private Door Enter()
    {
        var scope = _lock.EnterScope();
        var door = new Door(this, scope, _clock.Now);
        _jobs.ExpireOrphans(door.Now);
        return door;
    }

    /// <summary>Holds the lock; on leaving decides who is told what waits, and wakes these when the lock is free again.</summary>
    private readonly ref struct Door(Scheduler scheduler, Lock.Scope scope, DateTimeOffset now)
    {
        private readonly Lock.Scope _scope = scope;
        private readonly long _version = scheduler._queue.Version;

        public DateTimeOffset Now { get; } = now;

        public void Dispose()
        {
            scheduler._announcer.Settle(scheduler.Offered());
            var due = scheduler._announcer.TakeDue();
            var outdated = scheduler._queue.Version != _version && !scheduler._outdated;
            scheduler._outdated |= outdated;
            _scope.Dispose();
            foreach (var stream in due)
            {
                stream.Nudge();
            }

            if (outdated)
            {
                scheduler.ViewsOutdated.Set();
            }
        }
    }
}
