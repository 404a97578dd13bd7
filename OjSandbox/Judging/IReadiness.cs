using Oj.Contracts.Scheduling;

namespace OjSandbox.Judging;

/// <summary>Whether this sandbox can judge, found out once at start by really isolating something.</summary>
internal interface IReadiness
{
    /// <summary>The languages found installed, with their versions.</summary>
    IReadOnlyList<Language> Languages { get; }

    /// <summary>Why nothing can be judged here, with the command that mends it; <see langword="null"/> when all is well.</summary>
    string? WithdrawnBecause { get; }
}
