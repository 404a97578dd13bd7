using OjAspire.ClusterSim.Machines;

namespace OjAspire.Chaos.Cluster;

/// <summary>One process of a member, from its start to its end.</summary>
/// <param name="process">The process.</param>
internal sealed class Life(ChildProcess process)
{
    private volatile bool _isMeantToEnd;

    public ChildProcess Process => process;

    /// <summary>Whether it ends because it was ended; else it ends by itself.</summary>
    public bool IsMeantToEnd => _isMeantToEnd;

    /// <summary>Says that what follows ends it.</summary>
    public void MeantToEnd() => _isMeantToEnd = true;
}
