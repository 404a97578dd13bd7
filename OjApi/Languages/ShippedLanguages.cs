using Oj.Contracts.Languages;
using Oj.Contracts.Scheduling;

namespace OjApi.Languages;

/// <summary>The shipped catalogue in the form sandboxes announce, with names that tell no version.</summary>
internal static class ShippedLanguages
{
    private const string Version = "{version}";

    public static LanguageTable Table { get; } = new(LanguageCatalog.Shipped.Select(ToLanguage));

    /// <summary>"C++ (GCC {version})" → "C++ (GCC)", "Python ({version})" → "Python".</summary>
    internal static string WithoutVersion(string name) => name
        .Replace(" " + Version, "", StringComparison.Ordinal)
        .Replace(Version, "", StringComparison.Ordinal)
        .Replace("()", "", StringComparison.Ordinal)
        .Trim();

    private static Language ToLanguage(LanguageDescription description)
    {
        var language = new Language
        {
            Key = description.Key,
            Name = WithoutVersion(description.Name),
            SourceFile = description.SourceFile,
            CompileCommand = string.Join(' ', description.Compile ?? []),
            RunCommand = string.Join(' ', description.Run),
        };
        language.Ids.AddRange(description.Ids.Select(id => (uint)id));
        return language;
    }
}
