namespace OjApi.Scheduling.Ordering;

/// <summary>
/// Whose turn it is at one kind of sandbox, among the tenants with work for it: start-time fair queueing (Goyal, Vin and
/// Cheng, SIGCOMM 1996). Every tenant has a place in virtual time; the earliest is served and moves on by the inverse of its
/// weight, and virtual time is the place of the job served last. Whoever comes (back) starts no earlier than that, so that
/// idleness earns nothing, and no earlier than its own place, so that leaving the line earns nothing either.
/// <para>
/// A job costs one turn, however long it runs: how long is not known before, the limits say little about it (most programs
/// need a hundredth of theirs), and the times come in when they change nothing any more, maybe at another replica.
/// </para>
/// </summary>
internal sealed class Turns
{
    private readonly Dictionary<string, Turn> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<Turn> _line = new(Turn.Earliest);

    /// <summary>Tenants without work whose place is still ahead of virtual time; once it is not, nothing needs to be remembered.</summary>
    private readonly SortedSet<Turn> _away = new(Turn.Earliest);

    private double _time;
    private long _order;

    /// <summary>The tenant whose turn it is; absent when none has work.</summary>
    public Tenant? Next => _line.Min?.Tenant;

    /// <summary>How many tenants are known here, with work or without.</summary>
    public int Count => _byName.Count;

    /// <summary>A tenant has work, now or still.</summary>
    public void Join(Tenant tenant)
    {
        if (!_byName.TryGetValue(tenant.Name, out var turn))
        {
            _byName[tenant.Name] = turn = new Turn(tenant.Name) { At = _time };
        }
        else if (turn.Tenant is not null)
        {
            return;
        }
        else
        {
            _away.Remove(turn);
        }

        turn.Tenant = tenant;
        Place(turn, _line);
    }

    /// <summary>The tenant whose turn it is has used it.</summary>
    public void Use()
    {
        var turn = _line.Min!;
        _line.Remove(turn);
        _time = turn.At;
        turn.At += turn.Tenant!.Turn;
        Place(turn, _line);
        Forget();
    }

    /// <summary>A tenant has no work any more.</summary>
    public void Leave(Tenant tenant)
    {
        var turn = _byName[tenant.Name];
        _line.Remove(turn);
        turn.Tenant = null;
        Place(turn, _away);
        if (_line.Count == 0)
        {
            // Nobody waits, so nobody is owed anything: all begin anew.
            _time = _away.Max!.At;
        }

        Forget();
    }

    private void Place(Turn turn, SortedSet<Turn> where)
    {
        turn.Order = ++_order;
        where.Add(turn);
    }

    private void Forget()
    {
        while (_away.Min is { } turn && turn.At <= _time)
        {
            _away.Remove(turn);
            _byName.Remove(turn.TenantName);
        }
    }
}
