using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace OjAspire.Tests.Structure;

/// <summary>docs/logs.md: written from the compiled events, but for what comes before the first table and the advice in the last column.</summary>
internal static class LogTable
{
    private const string Heading = "\n## ";

    public static string FilePath { get; } = Path.Combine(SourceTree.Root, "docs", "logs.md");

    /// <summary>The page as it must be, with the words of people taken from the page as it is.</summary>
    public static string Render(string page)
    {
        var advice = Advice(page);
        var text = new StringBuilder(page[..page.IndexOf(Heading, StringComparison.Ordinal)]);
        foreach (var project in LogEvent.All.GroupBy(each => each.Project))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Heading}{project.Key}\n\n");
            text.Append("| id | name | level | sentence | what to do |\n| --- | --- | --- | --- | --- |\n");
            foreach (var each in project)
            {
                var sentence = each.Sentence.Replace("|", "\\|", StringComparison.Ordinal);
                text.Append(CultureInfo.InvariantCulture,
                    $"| {each.Id} | {each.Name} | {each.Level} | `{sentence}` | {advice.GetValueOrDefault(each.Name + project.Key, Usual(each))} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The events that nothing is advised for.</summary>
    public static IEnumerable<string> Unadvised(string page) => LogEvent.All
        .Where(each => Advice(page).GetValueOrDefault(each.Name + each.Project, Usual(each)).Length == 0)
        .Select(each => $"{each.Project} {each.Id} {each.Name}");

    // What merely tells the course of things needs no words of its own; a warning does.
    private static string Usual(LogEvent each) => each.Level < LogLevel.Warning ? "Nothing" : "";

    // By name, so that an event may change its id and keep its advice.
    private static Dictionary<string, string> Advice(string page)
    {
        var advice = new Dictionary<string, string>();
        var project = "";
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                project = line[3..];
            }
            else if (line.Split(" | ") is [var id, var name, .., var last] && id.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(id[2]))
            {
                advice[name + project] = last.TrimEnd(' ', '|');
            }
        }

        return advice;
    }
}
