extern alias dashboard;

using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using dashboard::OjAspire.Dashboard.Localization;

namespace OjAspire.Tests.Dashboard;

public sealed partial class WordsTests
{
    // The app host words its own questions in English; only the translation stands in the dashboard.
    private const string QuestionPrefix = "Confirm.";

    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        var (english, chinese) = (Texts(CultureInfo.InvariantCulture), Texts(new CultureInfo("zh-TW")));

        Assert.Equal(
            english.Keys.Order(StringComparer.Ordinal),
            chinese.Keys.Where(key => !key.StartsWith(QuestionPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(english.Keys, key => Assert.Equal(Holes(english[key]), Holes(chinese[key])));
    }

    [Fact]
    public void The_words_of_the_field_are_those_used_in_taiwan()
    {
        var chinese = Texts(new CultureInfo("zh-TW"));

        Assert.Equal("資源", chinese["Resources.Title"]);
        Assert.Equal("端點", chinese["Resources.Endpoints"]);
        Assert.Equal("主控台記錄", chinese["ConsoleLogs.Title"]);
        Assert.Contains("副本", chinese["Resources.ShowReplicas"], StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Texts(CultureInfo culture) =>
        new ResourceManager(typeof(Words)).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static string Holes(string text) =>
        string.Concat(Hole().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
