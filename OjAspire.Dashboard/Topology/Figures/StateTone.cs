namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>How good a state is, the one that needs more attention later.</summary>
public enum StateTone
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>A word that says neither.</summary>
    Neutral,

    /// <summary>On its way to another state.</summary>
    Changing,

    /// <summary>Something is wrong.</summary>
    Bad,
}
