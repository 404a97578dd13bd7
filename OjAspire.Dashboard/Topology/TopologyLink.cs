using OjAspire.Dashboard.Topology.Figures;

namespace OjAspire.Dashboard.Topology;

/// <summary>A link between two nodes, as both ends tell it.</summary>
/// <param name="FromRow">What the row's node tells of it, as long as it is known; null when it tells nothing.</param>
/// <param name="FromColumn">What the column's node tells of it.</param>
/// <param name="State">The state that needs most attention of those that both tell; null when none tells any.</param>
/// <param name="IsStale">Whether nobody who is heard tells of it any more: it is shown as it was.</param>
/// <param name="Since">Since when it has been so, as far as this dashboard has seen.</param>
/// <param name="Usage">How much goes over it; null when nobody tells.</param>
public sealed record TopologyLink(
    LinkKey Key, FigureSet? FromRow, FigureSet? FromColumn, StateFigure? State, bool IsStale, DateTimeOffset Since, Usage? Usage)
{
    /// <summary>How good its state is.</summary>
    public StateTone Tone => State?.Tone ?? StateTone.Neutral;
}
