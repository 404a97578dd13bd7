using System.Text.RegularExpressions;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Walk;

/// <summary>docs/kubernetes.md, taken apart.</summary>
internal static partial class WalkPage
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "kubernetes.md"));
    private static readonly string[] Lines = [.. Blocks().Matches(Text).SelectMany(block => block.Groups["lines"].Value.Split('\n'))];
    private static readonly string[] Inline = [.. Spans().Matches(Blocks().Replace(Text, "")).Select(span => span.Groups["code"].Value)];

    /// <summary>Every command of kubectl, of blocks and within sentences.</summary>
    public static IReadOnlyList<KubectlCommand> Commands { get; } =
        [.. Lines.Concat(Inline).Select(line => Kubectl().Match(line)).Where(found => found.Success).Select(found => KubectlCommand.Parse(found.Groups["command"].Value))];

    /// <summary>What logs are searched for, and what they are said to hold.</summary>
    public static IReadOnlyList<string> Sentences { get; } =
    [
        .. Lines.Where(line => line.Contains("| grep", StringComparison.Ordinal))
            .SelectMany(line => Quoted().Matches(line[line.IndexOf("| grep", StringComparison.Ordinal)..])).Select(quoted => quoted.Groups["text"].Value),
        .. Inline.Where(code => Sentence().IsMatch(code)),
    ];

    /// <summary>Files and folders of the source tree that are named.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Inline.Concat(Commands.SelectMany(command => command.Files)).Where(code => PathOfTree().IsMatch(code)).Distinct()];

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Spans();

    [GeneratedRegex(@"^(\w+=\$\()?(?<command>kubectl .*?)( \||\s+#|$)")]
    private static partial Regex Kubectl();

    [GeneratedRegex("'(?<text>[^']+)'")]
    private static partial Regex Quoted();

    // Three words or more that begin as a sentence does, or somewhere within one.
    [GeneratedRegex(@"^([A-Z][a-z]+|A|\.\.\.) \S+ \S+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^(k8s/|\./|OjAspire\.)\S*$")]
    private static partial Regex PathOfTree();
}
