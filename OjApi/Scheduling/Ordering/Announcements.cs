namespace OjApi.Scheduling.Ordering;

/// <summary>
/// What is told of the lines of all tenants: for each language how many jobs wait, and since when. That is the age of the
/// oldest job rather than of the one that comes next: the next one may be a newcomer of another tenant, and a replica with
/// a long queue would then seem to have nothing old and starve. But a job behind a higher priority of its own tenant does
/// not count. It may be overtaken for ever, and as the oldest anywhere it would draw all claims here and starve the other
/// replicas. So no line is told to be older than its tenant's next job, which every tenant's turn comes to.
/// </summary>
internal sealed class Announcements
{
    private readonly Dictionary<string, Language> _languages = new(StringComparer.Ordinal);

    public IEnumerable<LanguageWaiting> Languages =>
        _languages.Select(entry => new LanguageWaiting(entry.Key, entry.Value.Count, entry.Value.Lines.Min!.AnnouncedSince));

    /// <summary>A job came into a line of this tenant.</summary>
    public void Added(Tenant tenant, TenantLine line)
    {
        if (!_languages.TryGetValue(line.LanguageKey, out var language))
        {
            _languages[line.LanguageKey] = language = new Language();
        }

        language.Count++;
        if (line.Count == 1)
        {
            line.AnnouncedSince = line.First.EnqueuedAt;
            language.Lines.Add(line);
        }

        Refresh(tenant);
    }

    /// <summary>A job left a line of this tenant.</summary>
    public void Removed(Tenant tenant, TenantLine line)
    {
        var language = _languages[line.LanguageKey];
        language.Count--;
        if (line.Count == 0)
        {
            language.Lines.Remove(line);
        }

        if (language.Count == 0)
        {
            _languages.Remove(line.LanguageKey);
        }

        Refresh(tenant);
    }

    private void Refresh(Tenant tenant)
    {
        if (tenant.First is not { } next)
        {
            return;
        }

        foreach (var line in tenant.Lines)
        {
            var since = line.First.EnqueuedAt > next.EnqueuedAt ? line.First.EnqueuedAt : next.EnqueuedAt;
            if (since != line.AnnouncedSince)
            {
                var lines = _languages[line.LanguageKey].Lines;
                lines.Remove(line);
                line.AnnouncedSince = since;
                lines.Add(line);
            }
        }
    }

    private sealed class Language
    {
        public int Count { get; set; }

        public SortedSet<TenantLine> Lines { get; } = new(TenantLine.OldestFirst);
    }
}
