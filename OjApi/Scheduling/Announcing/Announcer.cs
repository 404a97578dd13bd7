namespace OjApi.Scheduling.Announcing;

/// <summary>
/// Decides who is told what waits. Telling everybody of every change would be a message per sandbox and job, and every free
/// sandbox would claim the same job. So at once are told only:
/// <list type="bullet">
/// <item>sandboxes with free slots, as many as are needed for a few claims per waiting job, in turns;</item>
/// <item>sandboxes without, if they believe that nothing waits here: when a slot becomes free they choose among the
/// replicas that they believe to have work, and one they do not know of would starve.</item>
/// </list>
/// Everybody else, whose view is merely out of date, is told in turns at a bounded rate. When a job goes on waiting though
/// there are free slots (a sandbox hangs, or prefers another replica), more and more sandboxes are told of it.
/// Touched under the lock of <see cref="Scheduler"/> only.
/// </summary>
internal sealed class Announcer
{
    // A claim that another replica's older job took away must not leave a job waiting.
    private const int ClaimsPerJob = 2;
    private const int MostClaimsPerJob = 1 << 16;

    /// <summary>Everybody, who was told longest ago first.</summary>
    private readonly LinkedList<SandboxBelief> _all = [];

    /// <summary>Slots free, and nothing told: those that can be asked, in the order of <see cref="_all"/> as far as it matters.</summary>
    private readonly LinkedList<SandboxBelief> _reserve = [];

    /// <summary>Slots free, and told or about to be: those whose claims will come.</summary>
    private readonly HashSet<SandboxBelief> _asked = [];

    /// <summary>No slot free, and nothing told.</summary>
    private readonly HashSet<SandboxBelief> _unaware = [];

    private readonly Dictionary<SandboxStream, SandboxBelief> _views = [];
    private readonly List<SandboxStream> _due = [];
    private int _claimsPerJob = ClaimsPerJob;

    /// <summary>Takes a stream in, and has it told.</summary>
    public void Add(SandboxStream stream)
    {
        var view = new SandboxBelief(stream);
        _views.Add(stream, view);
        _all.AddLast(view.Place);
        MakeDue(view);
    }

    public void Remove(SandboxStream stream)
    {
        if (_views.Remove(stream, out var view))
        {
            _all.Remove(view.Place);
            Unsort(view);
        }
    }

    /// <summary>A sandbox has reported how many slots it may claim for.</summary>
    public void Reported(SandboxStream stream, int free)
    {
        if (_views.TryGetValue(stream, out var view))
        {
            Update(view, free, view.ToldCount, view.IsDue);
        }
    }

    /// <summary>A sandbox has claimed; the answer will tell it what waits.</summary>
    public void Claimed(SandboxStream stream)
    {
        if (_views.TryGetValue(stream, out var view))
        {
            Update(view, Math.Max(0, view.Free - 1), Math.Max(0, view.ToldCount - 1), view.IsDue);
        }
    }

    /// <summary>This is being told to a sandbox now, in whatever message.</summary>
    public void Told(SandboxStream stream, WaitingWork waiting)
    {
        if (_views.TryGetValue(stream, out var view))
        {
            Update(view, view.Free, waiting.CountFor(stream), isDue: false);
            view.ToldOldest = waiting.OldestFor(stream);
            MoveToEnd(view, waiting.Version);
        }
    }

    /// <summary>Has a sandbox told, whatever it knows.</summary>
    public void Tell(SandboxStream stream)
    {
        if (_views.TryGetValue(stream, out var view) && !view.IsDue)
        {
            MakeDue(view);
        }
    }

    /// <summary>Has everybody told.</summary>
    public void TellAll()
    {
        foreach (var view in _all.Where(view => !view.IsDue).ToArray())
        {
            MakeDue(view);
        }
    }

    /// <summary>Has those told who have to be told at once. To be called after every change, of the work or of a sandbox.</summary>
    public void Settle(WaitingWork waiting)
    {
        if (waiting.Languages.IsEmpty)
        {
            _claimsPerJob = ClaimsPerJob;
            return;
        }

        foreach (var view in _unaware.Where(view => waiting.CountFor(view.Stream) > 0).ToArray())
        {
            MakeDue(view);
        }

        var missing = ((long)waiting.Count * _claimsPerJob) - _asked.Sum(view => (long)view.Expected(waiting));
        if (missing > 0)
        {
            Ask(waiting, missing);
        }
    }

    /// <summary>Has some of those told whose view is out of date, who was told longest ago first.</summary>
    /// <param name="atMost">How many.</param>
    /// <param name="stuckSince">A job that waits since before this, though a sandbox with free slots was not told, needs more to be told.</param>
    /// <returns>Whether there are more.</returns>
    public bool Refresh(WaitingWork waiting, int atMost, DateTimeOffset stuckSince)
    {
        var stuck = _reserve.Any(view => waiting.OldestFor(view.Stream) < stuckSince);
        _claimsPerJob = stuck ? Math.Min(MostClaimsPerJob, _claimsPerJob * 2) : ClaimsPerJob;
        for (var left = _all.Count; left > 0 && _all.First!.Value is var view && view.ToldVersion != waiting.Version; left--)
        {
            if (!view.IsDue && view.IsOutdated(waiting))
            {
                if (atMost-- == 0)
                {
                    return true;
                }

                MakeDue(view);
            }

            // Nothing to tell, or about to be told: either way as good as the newest.
            MoveToEnd(view, waiting.Version);
        }

        return stuck;
    }

    /// <summary>Who has to be told since the last call.</summary>
    public SandboxStream[] TakeDue()
    {
        if (_due.Count == 0)
        {
            return [];
        }

        SandboxStream[] due = [.. _due];
        _due.Clear();
        return due;
    }

    private void Ask(WaitingWork waiting, long missing)
    {
        for (var node = _reserve.First; node is not null && missing > 0;)
        {
            var (view, next) = (node.Value, node.Next);
            if (view.Gain(waiting) is > 0 and var gain)
            {
                missing -= gain;
                MakeDue(view);
            }

            node = next;
        }

        // Those who know of fewer jobs than they have slots for.
        foreach (var view in missing > 0 ? _asked.Where(view => view.Gain(waiting) > 0).ToArray() : [])
        {
            missing -= view.Gain(waiting);
            MakeDue(view);
            if (missing <= 0)
            {
                break;
            }
        }
    }

    private void MakeDue(SandboxBelief view)
    {
        Update(view, view.Free, view.ToldCount, isDue: true);
        _due.Add(view.Stream);
    }

    private void MoveToEnd(SandboxBelief view, long version)
    {
        view.ToldVersion = version;
        _all.Remove(view.Place);
        _all.AddLast(view.Place);
    }

    private void Update(SandboxBelief view, int free, int toldCount, bool isDue)
    {
        Unsort(view);
        (view.Free, view.ToldCount, view.IsDue) = (free, toldCount, isDue);
        if (isDue || toldCount > 0)
        {
            if (free > 0)
            {
                _asked.Add(view);
            }
        }
        else if (free > 0)
        {
            _reserve.AddLast(view.ReservePlace);
        }
        else
        {
            _unaware.Add(view);
        }
    }

    private void Unsort(SandboxBelief view)
    {
        _asked.Remove(view);
        _unaware.Remove(view);
        if (view.ReservePlace.List is not null)
        {
            _reserve.Remove(view.ReservePlace);
        }
    }
}
