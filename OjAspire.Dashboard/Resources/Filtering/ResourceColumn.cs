namespace OjAspire.Dashboard.Resources.Filtering;

/// <summary>What the resources can be ordered by.</summary>
public enum ResourceColumn
{
    /// <summary>Their names, with what is only configured after what runs.</summary>
    Name,

    /// <summary>Their states.</summary>
    State,

    /// <summary>Their health, the worst first.</summary>
    Health,

    /// <summary>Their types.</summary>
    Type,

    /// <summary>When they started.</summary>
    Started,

    /// <summary>What they were made from.</summary>
    Source,
}
