using Microsoft.FluentUI.AspNetCore.Components;
using OjAspire.Dashboard.Resources.States;
using OjAspire.Dashboard.Topology.Figures;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace OjAspire.Dashboard.Topology;

/// <summary>How states are drawn: colour, icon and, where there is no room for an icon, one character.</summary>
internal static class Tones
{
    private static readonly Icon Good = new Icons.Filled.Size16.CheckmarkCircle().WithColor(Colors.Success);
    private static readonly Icon Neutral = new Icons.Filled.Size16.Circle().WithColor(Colors.Info);
    private static readonly Icon Changing = new Icons.Filled.Size16.ArrowSyncCircle().WithColor(Colors.Warning);
    private static readonly Icon Bad = new Icons.Filled.Size16.ErrorCircle().WithColor(Colors.Error);
    private static readonly Icon Silent = new Icons.Filled.Size16.Clock().WithColor(Colors.Warning);
    private static readonly Icon Stopped = new Icons.Filled.Size16.RecordStop().WithColor(Colors.Error);
    private static readonly Icon Unknown = new Icons.Regular.Size16.CircleHint().WithColor(Colors.Neutral);

    public static Icon IconOf(StateTone? tone) => tone switch
    {
        StateTone.Good => Good,
        StateTone.Neutral => Neutral,
        StateTone.Changing => Changing,
        StateTone.Bad => Bad,
        _ => Unknown,
    };

    public static Icon IconFor(TopologyNode node) => node.Condition switch
    {
        NodeCondition.Silent => Silent,
        NodeCondition.Stopped => Stopped,
        _ => IconOf(Of(node)),
    };

    /// <summary>One character; none for what is well.</summary>
    public static string GlyphOf(TopologyLink link) => link.IsStale ? "?" : link.Tone switch
    {
        StateTone.Good => "",
        StateTone.Changing => "~",
        StateTone.Bad => "!",
        _ => "·",
    };

    /// <summary>The tone of a node's condition; null where nothing is known.</summary>
    public static StateTone? Of(TopologyNode node) => node.Condition switch
    {
        NodeCondition.Live => node.Figures.State?.Tone ?? StateTone.Good,
        NodeCondition.Silent => StateTone.Changing,
        NodeCondition.Stopped => StateTone.Bad,
        _ => null,
    };

    /// <summary>Classes of the element that stands for a link.</summary>
    public static string ClassOf(TopologyLink? link) =>
        link is null
            ? "link-none"
            : $"tone-{Name(link.Tone)}{(link.IsStale ? " is-stale" : null)}{(link.Usage?.Value > 0 ? " in-use" : null)}";

    /// <summary>Classes of the element that stands for a node.</summary>
    public static string ClassOf(TopologyNode node) =>
        $"node tone-{(Of(node) is { } tone ? Name(tone) : "unknown")} is-{node.Condition.ToString().ToLowerInvariant()}";

    private static string Name(StateTone tone) => tone.ToString().ToLowerInvariant();
}
