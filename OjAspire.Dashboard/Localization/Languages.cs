namespace OjAspire.Dashboard.Localization;

/// <summary>The languages of the dashboard.</summary>
internal static class Languages
{
    /// <summary>English, also for whoever asks for none of ours.</summary>
    public const string English = "en";

    /// <summary>Traditional Chinese as used in Taiwan.</summary>
    public const string TraditionalChinese = "zh-TW";

    /// <summary>Code and own name of each.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [(English, "English"), (TraditionalChinese, "正體中文")];

    /// <summary>
    /// The language of ours that serves a reader of the given one, or null. Whoever reads any Chinese is served better by
    /// Traditional Chinese than by English.
    /// </summary>
    public static string? Serving(string tag) =>
        Speaks(tag, "zh") ? TraditionalChinese
        : Speaks(tag, "en") ? English
        : null;

    private static bool Speaks(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
