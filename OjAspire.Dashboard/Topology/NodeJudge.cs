using OjAspire.Dashboard.Topology.Figures;

namespace OjAspire.Dashboard.Topology;

/// <summary>Says in which condition a sender is.</summary>
internal sealed class NodeJudge(TopologyInput input)
{
    /// <summary>So many pauses between exports may pass before a sender counts as silent.</summary>
    private const int SilentAfterExports = 3;

    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastUntilGone = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GoneIsShownFor = TimeSpan.FromSeconds(30);

    private readonly Dictionary<NodeKey, DateTimeOffset> _lastSeen = input.Senders.ToDictionary(
        sender => new NodeKey(sender.Resource.Name, sender.Resource.Instance), sender => sender.LastSeen);

    private readonly HashSet<string> _serviceNames = [.. input.Resources.Values.Select(resource => resource.Name)];

    /// <summary>The node of a sender; null when it is gone for so long that it is not shown any more.</summary>
    public TopologyNode? Judge(Sender sender, FigureSet figures)
    {
        var lastSeen = _lastSeen.GetValueOrDefault(sender.Key, input.Now);
        var pause = sender.ExportEvery is not { } every ? UsualPause : every > LeastPause ? every : LeastPause;
        var silence = input.Now - lastSeen;
        var isSilent = silence > (pause * SilentAfterExports) + Grace;
        var goneAfter = pause * 10 > LeastUntilGone ? pause * 10 : LeastUntilGone;
        var resource = input.Resources.GetValueOrDefault(sender.ResourceId);
        NodeCondition condition;
        if (resource is not null)
        {
            condition = resource.State is "Exited" or "Finished" or "FailedToStart"
                ? NodeCondition.Stopped
                : isSilent
                ? NodeCondition.Silent
                : NodeCondition.Live;
        }
        else
        {
            // An app host that has others of its name has let this one go.
            var isRemoved = _serviceNames.Contains(sender.Key.Service) && silence > LeastPause;
            if (silence > (isRemoved ? TimeSpan.Zero : goneAfter) + GoneIsShownFor)
            {
                return null;
            }
            condition = isRemoved || silence > goneAfter ? NodeCondition.Gone : isSilent ? NodeCondition.Silent : NodeCondition.Live;
        }
        return new TopologyNode(
            sender.Key, sender.ResourceId, condition, sender.ResourceId, lastSeen,
            condition is NodeCondition.Live ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Floor(silence.TotalSeconds)), figures, resource);
    }

    /// <summary>The node of somebody who never sent anything.</summary>
    public static TopologyNode Unheard(NodeKey key) =>
        new(key, key.Instance, NodeCondition.Unheard, null, null, TimeSpan.Zero, FigureSet.Empty, null);
}
