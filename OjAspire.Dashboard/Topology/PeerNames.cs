namespace OjAspire.Dashboard.Topology;

/// <summary>Finds out who is meant by a peer's name: one of those that send, or somebody that nobody has heard.</summary>
internal sealed class PeerNames
{
    private readonly HashSet<NodeKey> _senders;
    private readonly ILookup<string, NodeKey> _byInstance;
    private readonly Dictionary<string, string> _usualPeer;

    public PeerNames(IReadOnlyCollection<Sender> senders)
    {
        _senders = [.. senders.Select(sender => sender.Key)];
        _byInstance = _senders.ToLookup(key => key.Instance, StringComparer.Ordinal);
        _usualPeer = senders.SelectMany(sender => sender.Links.Keys.Select(peer => (sender.Key.Service, Peer: Match(peer).Service)))
            .Where(pair => pair.Peer.Length > 0)
            .Concat(senders.SelectMany(sender => sender.Links.Keys.Select(peer => (Service: Match(peer).Service, Peer: sender.Key.Service))).Where(pair => pair.Service.Length > 0))
            .Distinct().GroupBy(pair => pair.Service, StringComparer.Ordinal)
            .Where(same => same.Count() == 1)
            .ToDictionary(same => same.Key, same => same.Single().Peer, StringComparer.Ordinal);
    }

    /// <summary>The node that a sender means. One without a name is taken for one of those that the sender's kind has links to
    /// otherwise.</summary>
    public NodeKey Find(NodeKey sender, NodeKey peer)
    {
        var match = Match(peer);
        return match.Service.Length > 0 ? match : match with { Service = _usualPeer.GetValueOrDefault(sender.Service, "") };
    }

    private NodeKey Match(NodeKey peer)
    {
        if (_senders.Contains(peer))
        {
            return peer;
        }
        var same = _byInstance[peer.Instance].Take(2).ToList();
        return same.Count == 1 ? same[0] : peer;
    }
}
