namespace OjAspire.Dashboard.Topology;

/// <summary>By which names an application tells who is connected to whom; README.md explains them.</summary>
internal static class TopologyConvention
{
    /// <summary>What the name of a meter ends in whose instruments are shown here.</summary>
    public const string MeterSuffix = ".Topology";

    /// <summary>Attribute: <c>service.name</c> of the peer. Empty or absent where the sender does not know it.</summary>
    public const string PeerName = "service.peer.name";

    /// <summary>Attribute: <c>service.instance.id</c> of the peer, or whatever else the sender calls it. Absent from figures of the sender
    /// itself.</summary>
    public const string PeerInstance = "service.peer.instance.id";

    /// <summary>What the key of the attribute ends in that tells states apart, and the name of an instrument that is a state and no
    /// count.</summary>
    public const string StateSuffix = ".state";
}
