using OjAspire.Dashboard.Topology.Figures;

namespace OjAspire.Dashboard.Topology;

/// <summary>One process, or what others take for one.</summary>
/// <param name="Label">What people call it: a sender's id, or the text that others name it by.</param>
/// <param name="ResourceId">As the other pages know it; null for one that never sent anything.</param>
/// <param name="LastSeen">When it was heard last, by the dashboard's clock.</param>
/// <param name="SilentFor">For how long it has not been heard, in whole seconds; zero while it sends as usual.</param>
/// <param name="Resource">The same as the app host knows it, if there is one that does.</param>
public sealed record TopologyNode(
    NodeKey Key,
    string Label,
    NodeCondition Condition,
    string? ResourceId,
    DateTimeOffset? LastSeen,
    TimeSpan SilentFor,
    FigureSet Figures,
    OjAspire.ResourceService.Resource? Resource)
{
    /// <summary>Whether its figures are so now.</summary>
    public bool IsLive => Condition is NodeCondition.Live;
}
