using System.Text.RegularExpressions;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Telemetry;

/// <summary>docs/metrics.md, read as a program would.</summary>
internal static partial class MetricsTable
{
    /// <summary>One documented instrument.</summary>
    /// <param name="Kind"><c>counter</c>, <c>up-down counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <param name="Attributes">Their keys in order.</param>
    /// <param name="From"><c>API server</c> or <c>sandbox</c>.</param>
    internal sealed record Row(string Name, string Prometheus, string Unit, string Kind, IReadOnlyList<string> Attributes, string From)
    {
        /// <summary>As the record would compare them if lists compared.</summary>
        public string Signature => $"{Name} [{Unit}] {Kind}";
    }

    private static string Text { get; } = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "metrics.md"));

    public static IReadOnlyList<Row> Rows { get; } = [.. Text.Split('\n')
        .Where(line => line.StartsWith("| `oj.", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
        .Select(cells => new Row(
            Bare(cells[0]), Bare(cells[1]), Bare(cells[2]), cells[3],
            [.. Quoted().Matches(cells[4]).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)], cells[5]))];

    /// <summary>The example expressions: of the tables of questions and alerts.</summary>
    public static IReadOnlyList<string> Expressions { get; } = [.. Text.Split('\n')
        .Where(line => line.StartsWith('|') && !line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Quoted().Matches(line).Select(match => match.Groups[1].Value))
        .Where(quoted => quoted.Contains("oj_", StringComparison.Ordinal))];

    private static string Bare(string cell) => cell.Trim('`');

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
