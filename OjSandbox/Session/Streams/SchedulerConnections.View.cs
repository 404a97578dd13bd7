using OjSandbox.Session.Slots;

namespace OjSandbox.Session.Streams;

// The connections as others may see them.
internal sealed partial class SchedulerConnections
{
    private string _peerName = "";

    /// <summary>Every connection, one for each server: a server that has two addresses is shown by the better of them.</summary>
    public IReadOnlyList<LinkView> Links()
    {
        SchedulerConnection[] connections;
        string name;
        lock (_gate)
        {
            connections = [.. _connections.Values];
            name = _peerName;
        }

        var streams = slots.ByEndpoint();
        return
        [
            .. connections.Select(connection => View(connection, name, streams))
                .GroupBy(link => link.PeerInstance, StringComparer.Ordinal)
                .Select(same => same.MinBy(link => link.State is "open" ? 0 : 1)! with { Running = same.Sum(link => link.Running) }),
        ];
    }

    private static LinkView View(
        SchedulerConnection connection, string name, IReadOnlyDictionary<Discovery.SchedulerEndpoint, EndpointFigures> streams)
    {
        var key = connection.Endpoint.Key;
        var figures = streams.GetValueOrDefault(connection.Endpoint);
        var state = !streams.ContainsKey(connection.Endpoint) || connection.DownSince is not null ? connection.Failures > 0 ? "failing" : "connecting"
            : figures.Leaving ? "leaving"
            : figures.Draining ? "draining"
            : "open";
        return connection.Peer is { ServiceInstanceId.Length: > 0 } peer
            ? new LinkView(peer.ServiceName, peer.ServiceInstanceId, state, figures.Running)
            : new LinkView(name, key, state, figures.Running);
    }
}
