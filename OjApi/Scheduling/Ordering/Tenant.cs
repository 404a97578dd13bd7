using System.Collections.Frozen;

namespace OjApi.Scheduling.Ordering;

/// <summary>A tenant with waiting jobs: a line for each language, within which the higher priority and then the oldest comes first.</summary>
/// <param name="name">Its name.</param>
/// <param name="number">Different for all tenants.</param>
/// <param name="turn">How far one job moves it in virtual time: the inverse of its weight.</param>
internal sealed class Tenant(string name, long number, double turn)
{
    private readonly List<TenantLine> _lines = [];

    public string Name { get; } = name;

    public double Turn { get; } = turn;

    public IReadOnlyList<TenantLine> Lines => _lines;

    /// <summary>Its next job in any language; absent when it has none.</summary>
    public TrackedJob? First => FirstIn(languageKeys: null);

    /// <summary>Its next job in any of these languages, or in any at all.</summary>
    public TrackedJob? FirstIn(FrozenSet<string>? languageKeys)
    {
        TrackedJob? first = null;
        foreach (var line in _lines)
        {
            if (languageKeys?.Contains(line.LanguageKey) != false && (first is null || JobComparers.MostUrgentFirst.Compare(line.First, first) < 0))
            {
                first = line.First;
            }
        }

        return first;
    }

    public bool HasAny(FrozenSet<string> languageKeys)
    {
        foreach (var line in _lines)
        {
            if (languageKeys.Contains(line.LanguageKey))
            {
                return true;
            }
        }

        return false;
    }

    public TenantLine Add(TrackedJob job)
    {
        var line = Find(job.LanguageKey);
        if (line is null)
        {
            line = new TenantLine(job.LanguageKey, number);
            _lines.Add(line);
        }

        line.Add(job);
        return line;
    }

    /// <returns>The line that the job was in; empty and no longer this tenant's when it was the last.</returns>
    public TenantLine Remove(TrackedJob job)
    {
        var line = Find(job.LanguageKey)!;
        line.Remove(job);
        if (line.Count == 0)
        {
            _lines.Remove(line);
        }

        return line;
    }

    private TenantLine? Find(string languageKey)
    {
        foreach (var line in _lines)
        {
            if (line.LanguageKey == languageKey)
            {
                return line;
            }
        }

        return null;
    }
}
