using System.Collections.Frozen;

namespace OjApi.Scheduling.Ordering;

/// <summary>
/// Tenants take turns, in proportion to their weights; a tenant's own jobs go by priority, strictly, and then by age. Turns
/// are counted for each kind of sandbox (the languages it has) by itself: a tenant that has nothing for a sandbox takes
/// no part there, so it neither holds anybody up nor saves up turns. Adding, choosing and removing cost the logarithm of the
/// number of jobs and tenants, times the number of kinds.
/// </summary>
/// <param name="options">The weights.</param>
internal sealed class FairOrder(SchedulingOptions options) : IWaitingOrder
{
    /// <summary>Sandboxes of one release are of one kind. Beyond this many, the one that claimed longest ago begins anew.</summary>
    private const int MostKinds = 32;

    private readonly Dictionary<string, Tenant> _tenants = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SandboxKind> _kinds = [];
    private readonly Announcements _announcements = new();
    private long _numbers;

    public IEnumerable<LanguageWaiting> Languages => _announcements.Languages;

    public void Add(TrackedJob job)
    {
        if (!_tenants.TryGetValue(job.Tenant, out var tenant))
        {
            _tenants[job.Tenant] = tenant = new Tenant(job.Tenant, ++_numbers, 1.0 / options.WeightOf(job.Tenant));
        }

        _announcements.Added(tenant, tenant.Add(job));
        foreach (var kind in _kinds)
        {
            if (kind.LanguageKeys.Contains(job.LanguageKey))
            {
                kind.Turns.Join(tenant);
            }
        }
    }

    public void Remove(TrackedJob job)
    {
        var tenant = _tenants[job.Tenant];
        _announcements.Removed(tenant, tenant.Remove(job));
        foreach (var kind in _kinds)
        {
            if (kind.LanguageKeys.Contains(job.LanguageKey) && !tenant.HasAny(kind.LanguageKeys))
            {
                kind.Turns.Leave(tenant);
            }
        }

        if (tenant.First is null)
        {
            _tenants.Remove(tenant.Name);
        }
    }

    public TrackedJob? Choose(FrozenSet<string> languageKeys)
    {
        var turns = KindOf(languageKeys).Turns;
        if (turns.Next?.FirstIn(languageKeys) is not { } job)
        {
            return null;
        }

        turns.Use();
        return job;
    }

    /// <summary>The kind that a sandbox is of; the kinds are in the order of their last claims, the newest first.</summary>
    private SandboxKind KindOf(FrozenSet<string> languageKeys)
    {
        for (var index = 0; index < _kinds.Count; index++)
        {
            var kind = _kinds[index];
            if (kind.IsOf(languageKeys))
            {
                _kinds.RemoveAt(index);
                _kinds.Insert(0, kind);
                return kind;
            }
        }

        if (_kinds.Count == MostKinds)
        {
            _kinds.RemoveAt(MostKinds - 1);
        }

        var added = NewKind(languageKeys);
        _kinds.Insert(0, added);
        return added;
    }

    private SandboxKind NewKind(FrozenSet<string> languageKeys)
    {
        var kind = new SandboxKind(languageKeys);
        var tenants = _tenants.Values.Where(tenant => tenant.HasAny(languageKeys));
        foreach (var tenant in tenants.OrderBy(tenant => tenant.FirstIn(languageKeys)!, JobComparers.OldestFirst))
        {
            kind.Turns.Join(tenant);
        }

        return kind;
    }
}
