using System.Globalization;
using Microsoft.Extensions.Localization;
using OjAspire.Dashboard.Localization;
using OjAspire.Dashboard.Telemetry.Display;
using OjAspire.Dashboard.Topology.Figures;

namespace OjAspire.Dashboard.Topology;

/// <summary>What is drawn here, in words: for labels, for tooltips, and for those who hear the page.</summary>
internal sealed class TopologyText(IStringLocalizer<Words> words)
{
    /// <summary>A state; a word that has no translation is shown as the sender calls it.</summary>
    public string State(string state) => words.Or($"Topology.State.{state}", state.Replace('_', ' '));

    /// <summary>A service, also one that nobody has named.</summary>
    public string Service(string name) => name.Length == 0 ? words["Topology.UnknownService"] : name;

    /// <summary>The state that a node is in, or why that is not known.</summary>
    public string Condition(TopologyNode node) => node.Condition switch
    {
        NodeCondition.Live => node.Figures.State is { } state ? State(state.State) : words["Topology.Live"],
        NodeCondition.Stopped => words.Or($"State.{node.Resource?.State}", node.Resource?.State ?? ""),
        NodeCondition.Silent => words["Topology.SilentFor", Durations.Short(node.SilentFor)],
        NodeCondition.Gone => words["Topology.Gone"],
        _ => words["Topology.Unheard"],
    };

    /// <summary>A number with what it counts: <c>15 queue length</c>, <c>2.1 s report age</c>.</summary>
    public string Number(NumberFigure number) => $"{Value(number)} {Label(number)}";

    /// <summary>What a number counts, behind it: <c>streams</c>, but <c>stream</c> where there is one.</summary>
    public static string Label(NumberFigure number) =>
        number.Value == 1 && number.Unit is ['{', .. var one, '}'] && number.Label == Nouns.Plural(one) ? one : number.Label;

    /// <summary>A number alone.</summary>
    public string Value(NumberFigure number) => number.Unit switch
    {
        "s" => Durations.Short(TimeSpan.FromSeconds(Math.Clamp(number.Value, -1e9, 1e9))),
        "ms" => Durations.Short(TimeSpan.FromMilliseconds(Math.Clamp(number.Value, -1e12, 1e12))),
        ['{', ..] or "" or "1" => Plain(number.Value),
        var unit => $"{Plain(number.Value)} {unit}",
    };

    /// <summary>How many of a whole are taken: <c>3 / 4</c>.</summary>
    public string Share(PartsFigure parts) => $"{Plain(parts.Taken)} / {Plain(parts.Total)}";

    /// <summary>A whole with all its parts: <c>slots: 3 running, 0 claimed, 1 free</c>.</summary>
    public string Parts(PartsFigure parts) =>
        $"{parts.Label}: {string.Join(words["Topology.Separator"], parts.Parts.Select(part => $"{Plain(part.Value)} {State(part.State)}"))}";

    /// <summary>The same and what it means.</summary>
    public string Explained(PartsFigure parts) => parts.Description.Length == 0 ? Parts(parts) : $"{Parts(parts)} — {parts.Description}";

    /// <summary>What goes over a link.</summary>
    public string Use(Usage usage) => usage.Of is { } whole
        ? words["Topology.Of", Plain(usage.Value), Plain(whole), Unit(usage.Unit, usage.Label)]
        : $"{Plain(usage.Value)} {usage.Label}";

    /// <summary>All of a cell.</summary>
    public string Cell(TopologyNode row, TopologyNode column, TopologyLink? link)
    {
        if (link is null)
        {
            return words["Topology.CellNone", row.Label, column.Label];
        }
        var state = link.State is { } told ? State(told.State) : words["Topology.Linked"];
        var use = link.Usage is { } usage ? words["Topology.Separator"] + Use(usage) : "";
        return words[link.IsStale ? "Topology.CellStale" : "Topology.Cell", row.Label, column.Label, state + use];
    }

    /// <summary>All of a node.</summary>
    public string Node(TopologyNode node) => string.Join(words["Topology.Separator"], (string[])
        [$"{node.Label}: {Condition(node)}", .. node.Figures.Parts.Select(Parts), .. node.Figures.Numbers.Select(Number)]);

    /// <summary>What a unit counts: <c>{slot}</c> is <c>slots</c>.</summary>
    public static string Unit(string unit, string otherwise) =>
        unit is ['{', .. var counted, '}'] ? Nouns.Plural(counted) : unit.Length == 0 ? otherwise : unit;

    /// <summary>A number as style sheets read it.</summary>
    public static string Css(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A number as people read it.</summary>
    public static string Plain(double value) =>
        value.ToString(Math.Abs(value) >= 100 || value == Math.Floor(value) ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
