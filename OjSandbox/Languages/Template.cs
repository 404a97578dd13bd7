using System.Diagnostics.CodeAnalysis;

namespace OjSandbox.Languages;

/// <summary>Fills the placeholders of a language file: <c>{name}</c> inside a word, or a word of its own that stands for several.</summary>
internal static class Template
{
    /// <summary>Fills a command.</summary>
    /// <param name="words">The words of the file.</param>
    /// <param name="values">What stands for a placeholder inside a word.</param>
    /// <param name="lists">What stands for a word that is nothing but a placeholder. What it holds is not looked at again.</param>
    public static IReadOnlyList<string> Fill(
        IEnumerable<string> words, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, IReadOnlyList<string>> lists) =>
        [.. words.SelectMany(word => lists.TryGetValue(word, out var list) ? list : [Fill(word, values)])];

    /// <summary>Fills one word; placeholders that have no value stay.</summary>
    public static string Fill(string word, IReadOnlyDictionary<string, string> values) =>
        word.Contains('{') ? values.Aggregate(word, (filled, value) => filled.Replace(value.Key, value.Value, StringComparison.Ordinal)) : word;

    /// <summary>Whether a path has no placeholder left, so that what it needs is installed.</summary>
    public static bool IsComplete([NotNullWhen(true)] string? word) => word is not null && !word.Contains('{');
}
