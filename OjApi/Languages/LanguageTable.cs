using System.Collections.Frozen;
using Oj.Contracts.Scheduling;

namespace OjApi.Languages;

/// <summary>What is known about languages at one moment. Immutable.</summary>
internal sealed class LanguageTable
{
    private readonly FrozenDictionary<int, Language> _byId;

    /// <summary>Takes languages in the order they became known: an id that two of them claim stays with the first.</summary>
    public LanguageTable(IEnumerable<Language> languages)
    {
        var byKey = new Dictionary<string, Language>(StringComparer.Ordinal);
        var byId = new Dictionary<int, Language>();
        foreach (var language in languages)
        {
            byKey[language.Key] = language;
            foreach (var id in language.Ids)
            {
                byId.TryAdd((int)id, language);
            }
        }
        ByKey = byKey.ToFrozenDictionary(StringComparer.Ordinal);
        _byId = byId.ToFrozenDictionary();
        All = [.. byKey.Values.OrderBy(language => language.Name, StringComparer.Ordinal)];
    }

    /// <summary>All languages, ordered by name.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>All languages by their key.</summary>
    public FrozenDictionary<string, Language> ByKey { get; }

    /// <summary>The language that an id belongs to.</summary>
    public Language? Find(int id) => _byId.GetValueOrDefault(id);

    /// <summary>The first other language that already has one of these ids.</summary>
    public Language? FindConflict(Language language) =>
        language.Ids.Select(id => Find((int)id)).FirstOrDefault(owner => owner is not null && owner.Key != language.Key);
}
