namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>How many of a whole are in one state.</summary>
/// <param name="State">The sender's word for it.</param>
public sealed record Part(string State, double Value)
{
    /// <summary>Whether these are in use.</summary>
    public PartKind Kind => StateWords.KindOf(State);
}
