using Oj.Contracts.Scheduling;

namespace OjSandbox.Judging;

/// <summary>What this sandbox can judge at one moment. Immutable: a change is a new one.</summary>
/// <param name="Languages">The languages that it takes jobs in, with their versions; the same list for as long as they do not change.</param>
internal sealed record Fitness(IReadOnlyList<Language> Languages)
{
    /// <summary>Why nothing is judged here, for the operator; <see langword="null"/> when all is well.</summary>
    public string? WithdrawnBecause { get; init; }

    /// <summary>Languages that were found but do not work, by key, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Broken { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether something failed here that is being looked into: no job is taken until that is known.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>Whether jobs may be claimed.</summary>
    public bool TakesJobs => WithdrawnBecause is null && !IsInDoubt;

    /// <summary>What is to be said about a sandbox that takes work; <see langword="null"/> when there is nothing.</summary>
    public string? Remark =>
        Broken.Count == 0 ? null : string.Join(' ', Broken.Select(language => $"Language '{language.Key}' is withdrawn: {language.Value}"));

    /// <summary>Whether a language is among those that work.</summary>
    public bool Has(string languageKey) => Languages.Any(language => language.Key == languageKey);

    /// <summary>Whether a job in this language is judged.</summary>
    public bool CanJudge(string languageKey) => WithdrawnBecause is null && Has(languageKey);
}
