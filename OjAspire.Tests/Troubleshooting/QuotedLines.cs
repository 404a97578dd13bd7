using System.Text.RegularExpressions;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Troubleshooting;

/// <summary>The log lines that docs/troubleshooting.md quotes, in its blocks of log.</summary>
internal static partial class QuotedLines
{
    public static IReadOnlyList<string> All { get; } = [.. Blocks()
        .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "troubleshooting.md")))
        .SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Distinct()];

    /// <summary>Whether a printed line is the quoted one, whatever stands for its placeholders.</summary>
    public static bool IsQuote(string quoted, string printed) =>
        Regex.IsMatch(printed.Trim(), "^" + Placeholder().Replace(Regex.Escape(quoted).Replace("\\ ", " ", StringComparison.Ordinal), ".+") + "$");

    [GeneratedRegex("```log\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("<[a-z ]+>")]
    private static partial Regex Placeholder();
}
