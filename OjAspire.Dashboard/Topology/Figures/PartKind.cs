namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>What a part is of the whole that it belongs to.</summary>
public enum PartKind
{
    /// <summary>In use.</summary>
    Used,

    /// <summary>Kept for something that has not come yet.</summary>
    Reserved,

    /// <summary>Not in use.</summary>
    Free,
}
