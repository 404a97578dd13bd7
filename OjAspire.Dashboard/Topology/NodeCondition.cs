namespace OjAspire.Dashboard.Topology;

/// <summary>Whether what is known of a node is so now.</summary>
public enum NodeCondition
{
    /// <summary>It sends.</summary>
    Live,

    /// <summary>It never sent anything; others only name it.</summary>
    Unheard,

    /// <summary>It has not sent for longer than it usually does.</summary>
    Silent,

    /// <summary>The app host says that it does not run.</summary>
    Stopped,

    /// <summary>It will not come back, and is shown for a moment more.</summary>
    Gone,
}
