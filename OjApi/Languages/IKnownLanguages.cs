using Oj.Contracts.Scheduling;

namespace OjApi.Languages;

/// <summary>
/// The languages submissions may be in: those that any sandbox ever announced (remembered in the store, so also after
/// a restart), and while none is known yet, those of the shipped catalogue. Thread-safe.
/// </summary>
internal interface IKnownLanguages
{
    /// <summary>All known languages, ordered by name. An id belongs to one language only.</summary>
    IReadOnlyList<Language> All { get; }

    /// <summary>Finds a language by any of its ids; <see langword="null"/> when no known sandbox ever had it.</summary>
    Language? Find(int id);

    /// <summary>Takes in what a connecting sandbox announced; remembers what is new.</summary>
    Task AnnounceAsync(IReadOnlyCollection<Language> languages, CancellationToken cancellationToken);
}
