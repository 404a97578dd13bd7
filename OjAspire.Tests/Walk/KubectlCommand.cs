using System.Text.RegularExpressions;

namespace OjAspire.Tests.Walk;

/// <summary>One command of kubectl.</summary>
/// <param name="Line">As it stands on the page.</param>
/// <param name="Words">Its words without the first one and without quotes.</param>
/// <param name="Namespace">What <c>-n</c> says; none without it.</param>
/// <param name="Labels">What <c>-l</c> says.</param>
/// <param name="Files">What <c>-k</c> and <c>-f</c> say.</param>
/// <param name="Objects">Kind and name of every object that it names.</param>
internal sealed partial record KubectlCommand(
    string Line,
    IReadOnlyList<string> Words,
    string? Namespace,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Files,
    IReadOnlyList<(string Kind, string Name)> Objects)
{
    // The names that kubectl knows a kind by; kinds whose objects nobody names beforehand are left out.
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["deployment"] = "Deployment",
        ["statefulset"] = "StatefulSet",
        ["service"] = "Service",
        ["secret"] = "Secret",
        ["configmap"] = "ConfigMap",
        ["hpa"] = "HorizontalPodAutoscaler",
        ["networkpolicy"] = "NetworkPolicy",
        ["namespace"] = "Namespace",
    };

    public static KubectlCommand Parse(string line)
    {
        string[] words = [.. Word().Matches(line).Skip(1).Select(word => word.Value.Replace("\\\"", "\0", StringComparison.Ordinal)
            .Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace('\0', '"'))];
        return new KubectlCommand(line, words, After(words, "-n").FirstOrDefault(), [.. After(words, "-l")], [.. After(words, "-k", "-f")], [.. Named(words)]);
    }

    public override string ToString() => Line;

    private static IEnumerable<string> After(string[] words, params string[] options) =>
        words.Zip(words.Skip(1)).Where(pair => options.Contains(pair.First)).Select(pair => pair.Second);

    private static IEnumerable<(string Kind, string Name)> Named(string[] words)
    {
        string? kind = null;
        foreach (var word in words.TakeWhile(word => word != "--").Where((word, index) => index == 0 || words[index - 1] is not ("-n" or "-l" or "-o" or "-k" or "-f")))
        {
            if (word.Split('/') is [var before, var after] && Kinds.TryGetValue(before, out var known))
            {
                yield return (known, after);
            }
            else if (Kinds.TryGetValue(word, out known))
            {
                kind = known;
            }
            else if (kind is not null && ObjectName().IsMatch(word))
            {
                yield return (kind, word);
            }
            else if (word.StartsWith('-'))
            {
                kind = null;
            }
        }
    }

    [GeneratedRegex(@"([^\s'""]|'[^']*'|""(\\.|[^""\\])*"")+")]
    private static partial Regex Word();

    // `generic` is the type of a Secret, and what has a sign of equality sets something.
    [GeneratedRegex("^(?!generic$)[a-z][a-z0-9-]*$")]
    private static partial Regex ObjectName();
}
