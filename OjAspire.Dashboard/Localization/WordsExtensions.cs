using Microsoft.Extensions.Localization;

namespace OjAspire.Dashboard.Localization;

/// <summary>Texts that need not be there.</summary>
internal static class WordsExtensions
{
    /// <summary>The text of this key, or the other one when there is none: for names that the app host may invent.</summary>
    public static string Or(this IStringLocalizer<Words> words, string key, string fallback)
    {
        var found = words[key];
        return found.ResourceNotFound ? fallback : found.Value;
    }
}
