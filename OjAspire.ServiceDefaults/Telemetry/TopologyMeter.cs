namespace OjAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Names by which the dashboard's topology page finds who is connected to whom (OjAspire.Dashboard/Topology): every instrument of this meter is shown
/// there, as a figure of the link to the peer that its points name, or of the sender where they name none.
/// </summary>
public static class TopologyMeter
{
    /// <summary>Name of the meter.</summary>
    public const string Name = Extensions.TelemetryPrefix + "Topology";

    /// <summary>Attribute: <c>service.name</c> of the peer, as it calls itself in its own telemetry.</summary>
    public const string PeerName = "service.peer.name";

    /// <summary>Attribute: <c>service.instance.id</c> of the peer, or where it was never reached its address.</summary>
    public const string PeerInstance = "service.peer.instance.id";
}
