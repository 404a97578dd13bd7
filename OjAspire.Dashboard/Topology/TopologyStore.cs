using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Topology;

/// <summary>Holds the newest picture. Safe from any thread.</summary>
internal sealed class TopologyStore
{
    private volatile TopologySnapshot _current = TopologySnapshot.Empty;

    /// <summary>Raised with each new picture.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>The newest picture.</summary>
    public TopologySnapshot Current => _current;

    /// <summary>Puts a new picture in the place of the one before.</summary>
    public void Set(TopologySnapshot snapshot)
    {
        _current = snapshot;
        Changed.Raise();
    }
}
