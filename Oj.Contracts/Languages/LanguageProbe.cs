namespace Oj.Contracts.Languages;

/// <summary>How the version of an installed language is found.</summary>
public sealed record LanguageProbe
{
    /// <summary>Command that prints the version, a word per element. The language is absent when it does not start.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Regular expression whose first group is the version, applied to standard output and error.</summary>
    public required string Pattern { get; init; }
}
