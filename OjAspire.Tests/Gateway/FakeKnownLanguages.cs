using System.Collections.Concurrent;
using Oj.Contracts.Scheduling;
using OjApi.Languages;

namespace OjAspire.Tests.Gateway;

/// <summary>Remembers what was announced, or fails like a store that is away.</summary>
internal sealed class FakeKnownLanguages : IKnownLanguages
{
    private readonly ConcurrentDictionary<string, Language> _languages = new();

    public bool Fails { get; set; }

    public IReadOnlyList<Language> All => [.. _languages.Values];

    public Language? Find(int id) => _languages.Values.FirstOrDefault(language => language.Ids.Contains((uint)id));

    public Task AnnounceAsync(IReadOnlyCollection<Language> languages, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new IOException("store is away");
        }

        foreach (var language in languages)
        {
            _languages[language.Key] = language;
        }

        return Task.CompletedTask;
    }
}
