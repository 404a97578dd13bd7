using System.Collections.Immutable;

namespace OjAspire.Dashboard.Topology;

/// <summary>Who is connected to whom at one moment.</summary>
/// <param name="Matrices">One for each two kinds of nodes with links between them, by name.</param>
/// <param name="Lonely">Nodes that tell something of themselves and whose kind has no link to any other.</param>
public sealed record TopologySnapshot(DateTimeOffset At, ImmutableArray<TopologyMatrix> Matrices, ImmutableArray<TopologyNode> Lonely)
{
    /// <summary>Nothing known.</summary>
    public static TopologySnapshot Empty { get; } = new(default, [], []);

    /// <summary>Whether nobody tells anything.</summary>
    public bool IsEmpty => Matrices.IsEmpty && Lonely.IsEmpty;
}
