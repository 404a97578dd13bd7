using Microsoft.Extensions.Localization;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Resources;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>One of the logs that the reader can choose: everything, all replicas of a resource, or one that runs by itself.</summary>
/// <param name="Id">Of the resource or its group; <see cref="All"/> for everything.</param>
public sealed record LogChoice(string Id, string Text)
{
    /// <summary>No resource is called like this.</summary>
    public const string All = "*";

    /// <summary>What there is to choose, each group above its replicas.</summary>
    internal static IReadOnlyList<LogChoice> Of(ResourceTree tree, IStringLocalizer<Words> words)
    {
        var choices = new List<LogChoice> { new(All, words["ConsoleLogs.All"]) };
        string? group = null;
        foreach (var leaf in tree.Leaves())
        {
            var under = tree.GroupOf(leaf);
            if (under is not null && under != group)
            {
                choices.Add(new LogChoice(under, words["ConsoleLogs.AllReplicas", under, tree.LeavesOf(under).Count]));
            }
            group = under;
            choices.Add(new LogChoice(leaf.Id, leaf.Id));
        }
        return choices;
    }

    /// <summary>Whose lines make up this choice. A resource that is not known yet is asked for nevertheless.</summary>
    internal static IReadOnlyCollection<string> SourcesOf(string? id, ResourceTree tree)
    {
        var leaves = id is null ? tree.Leaves() : tree.LeavesOf(id);
        return leaves.Count == 0 && id is not null ? [id] : [.. leaves.Select(leaf => leaf.Id)];
    }
}
