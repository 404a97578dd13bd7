namespace OjApi.Scheduling;

/// <summary>
/// Which languages the connected sandboxes can judge, and since when the others have had nobody. Touched under the lock of
/// <see cref="Scheduler"/> only.
/// </summary>
/// <param name="startedAt">Since when a language that no sandbox has had here counts as without one.</param>
internal sealed class LanguageCoverage(DateTimeOffset startedAt)
{
    private readonly Dictionary<string, int> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _lostAt = new(StringComparer.Ordinal);

    /// <summary>Keys of the languages that at least one stream can take jobs of.</summary>
    public IReadOnlyCollection<string> Languages => _streams.Keys;

    /// <summary>Since when nobody here takes jobs of a language; <see langword="null"/> while somebody does.</summary>
    public DateTimeOffset? MissingSince(string languageKey) =>
        _streams.ContainsKey(languageKey) ? null : _lostAt.GetValueOrDefault(languageKey, startedAt);

    /// <summary>Takes in whether a stream's sandbox takes work; a stream that has ended takes none.</summary>
    /// <returns>Whether a language is covered that was not before.</returns>
    public bool Update(SandboxStream stream, bool takesWork, DateTimeOffset now)
    {
        if (stream.Covers == takesWork)
        {
            return false;
        }

        stream.Covers = takesWork;
        var gained = false;
        foreach (var languageKey in stream.Hello.LanguageKeys)
        {
            var streams = _streams.GetValueOrDefault(languageKey) + (takesWork ? 1 : -1);
            gained |= takesWork && streams == 1;
            if (streams > 0)
            {
                _streams[languageKey] = streams;
            }
            else
            {
                _streams.Remove(languageKey);
                _lostAt[languageKey] = now;
            }
        }

        return gained;
    }
}
