namespace OjApi.Scheduling.Announcing;

/// <summary>
/// What a sandbox makes of this replica, as far as that is known here: how many slots it may claim for, and what it was
/// told last. Touched under the lock of <see cref="Scheduler"/> only.
/// </summary>
internal sealed class SandboxBelief
{
    public SandboxBelief(SandboxStream stream)
    {
        Stream = stream;
        Free = stream.Hello.Slots;
        Place = new LinkedListNode<SandboxBelief>(this);
        ReservePlace = new LinkedListNode<SandboxBelief>(this);
    }

    public SandboxStream Stream { get; }

    /// <summary>Where it stands among all, for <see cref="Announcer"/>.</summary>
    public LinkedListNode<SandboxBelief> Place { get; }

    /// <summary>Where it stands among those that can be asked, for <see cref="Announcer"/>.</summary>
    public LinkedListNode<SandboxBelief> ReservePlace { get; }

    /// <summary>Slots for which it has neither a job nor a claim; by its newest report, less what it claimed here since.</summary>
    public int Free { get; set; }

    /// <summary>How many jobs it believes to wait here for it; its claims since are taken off.</summary>
    public int ToldCount { get; set; }

    /// <summary>Since when it believes the oldest of them to wait.</summary>
    public DateTimeOffset ToldOldest { get; set; }

    /// <summary>Version of what it was told.</summary>
    public long ToldVersion { get; set; } = -1;

    /// <summary>Whether it is about to be told what waits then; nothing need be decided about it until that is done.</summary>
    public bool IsDue { get; set; }

    /// <summary>How many claims will come from it by itself.</summary>
    public int Expected(WaitingWork waiting) => Math.Min(Free, IsDue ? waiting.CountFor(Stream) : ToldCount);

    /// <summary>How many more claims would come if it were told now.</summary>
    public int Gain(WaitingWork waiting) => IsDue ? 0 : Math.Min(Free, waiting.CountFor(Stream)) - Math.Min(Free, ToldCount);

    /// <summary>Whether it believes something that is not so any more.</summary>
    public bool IsOutdated(WaitingWork waiting)
    {
        var count = waiting.CountFor(Stream);
        return count != ToldCount || (count > 0 && waiting.OldestFor(Stream) != ToldOldest);
    }
}
