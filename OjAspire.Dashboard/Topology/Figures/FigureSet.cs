using System.Collections.Immutable;

namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>All that was told of one node, or of a link by one of its ends; each list by the instrument's name, counts before other
/// numbers.</summary>
public sealed record FigureSet(ImmutableArray<StateFigure> States, ImmutableArray<PartsFigure> Parts, ImmutableArray<NumberFigure> Numbers)
{
    /// <summary>Nothing was told.</summary>
    public static FigureSet Empty { get; } = new([], [], []);

    /// <summary>The state that needs most attention, or null.</summary>
    public StateFigure? State => States.MaxBy(state => state.Tone);

    /// <summary>The same figures of several nodes, put together; states do not add up.</summary>
    public static FigureSet Sum(IEnumerable<FigureSet> sets)
    {
        var all = sets.ToList();
        return new FigureSet(
            [],
            [.. all.SelectMany(set => set.Parts)
                .GroupBy(parts => parts.Instrument, StringComparer.Ordinal)
                .Select(same => PartsFigure.Add([.. same]))],
            [.. all.SelectMany(set => set.Numbers).GroupBy(number => number.Instrument, StringComparer.Ordinal).Select(same => NumberFigure.Join([.. same]))]);
    }
}
