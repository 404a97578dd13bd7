using System.Text.Json;

namespace Oj.Contracts.Languages;

/// <summary>The languages this release ships descriptions of. Which of them are usable, each sandbox finds out itself.</summary>
public static class LanguageCatalog
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All shipped descriptions, ordered by key.</summary>
    public static IReadOnlyList<LanguageDescription> Shipped { get; } = ReadEmbedded();

    /// <summary>Reads one description.</summary>
    /// <param name="json">The file's content: UTF-8 JSON, keys in snake case, comments allowed, unknown keys refused.</param>
    /// <exception cref="JsonException">The content is not a description.</exception>
    public static LanguageDescription Parse(Stream json) =>
        JsonSerializer.Deserialize<LanguageDescription>(json, Json) ?? throw new JsonException("The language description is empty.");

    private static LanguageDescription[] ReadEmbedded()
    {
        var assembly = typeof(LanguageCatalog).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Languages/", StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return Parse(stream);
            })
            .OrderBy(language => language.Key, StringComparer.Ordinal)];
    }
}
