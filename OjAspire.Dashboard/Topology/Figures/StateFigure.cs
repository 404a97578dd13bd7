namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>A state that something is in.</summary>
/// <param name="Label">The instrument's name without what is the same for all.</param>
/// <param name="State">The sender's word for it.</param>
public sealed record StateFigure(string Instrument, string Label, string Description, string State)
{
    /// <summary>How good that is.</summary>
    public StateTone Tone => StateWords.ToneOf(State);
}
