using OjSandbox.Languages;

namespace OjSandbox.Judging.Sickness;

/// <summary>What an examination found.</summary>
/// <param name="Failure">Why nothing can be judged here at all; <see langword="null"/> when boxes hold.</param>
/// <param name="Installed">Of the languages looked for, those that were found.</param>
/// <param name="FailedTrials">Why the trial of a language failed, by key.</param>
internal sealed record ExaminationOutcome(
    string? Failure, IReadOnlyList<InstalledLanguage> Installed, IReadOnlyDictionary<string, string> FailedTrials)
{
    /// <summary>Nothing can be judged here.</summary>
    public static ExaminationOutcome Failed(string reason) => new(reason, [], new Dictionary<string, string>());

    /// <summary>What is wrong with a language that was looked for; <see langword="null"/> when it works.</summary>
    public string? FaultOf(string languageKey) =>
        FailedTrials.GetValueOrDefault(languageKey) ?? (Find(languageKey) is null ? "it is not found on this machine any more." : null);

    /// <summary>The language as it was found; <see langword="null"/> when it was not.</summary>
    public InstalledLanguage? Find(string languageKey) => Installed.FirstOrDefault(language => language.Description.Key == languageKey);
}
