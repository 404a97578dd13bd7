using System.Collections.Frozen;

namespace OjApi.Scheduling.Ordering;

/// <summary>The sandboxes with exactly these languages, and whose turn it is at them.</summary>
internal sealed class SandboxKind(FrozenSet<string> languageKeys)
{
    public FrozenSet<string> LanguageKeys { get; } = languageKeys;

    public Turns Turns { get; } = new();

    public bool IsOf(FrozenSet<string> languageKeys) => ReferenceEquals(languageKeys, LanguageKeys) || languageKeys.SetEquals(LanguageKeys);
}
