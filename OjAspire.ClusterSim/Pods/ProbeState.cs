using OjAspire.ClusterSim.Manifests;

namespace OjAspire.ClusterSim.Pods;

/// <summary>What a probe has come to: it changes after so many equal results in a row, as the thresholds say.</summary>
/// <param name="probe">The thresholds.</param>
/// <param name="passes">What holds before the first result.</param>
internal sealed class ProbeState(Probe probe, bool passes)
{
    private int _inARow;

    /// <summary>Whether the container passes.</summary>
    public bool Passes { get; private set; } = passes;

    /// <summary>Takes one result in.</summary>
    /// <returns>Whether <see cref="Passes"/> has changed.</returns>
    public bool Observe(bool success)
    {
        _inARow = success == Passes ? 0 : _inARow + 1;
        if (_inARow == 0 || _inARow < (success ? probe.SuccessThreshold : probe.FailureThreshold))
        {
            return false;
        }

        _inARow = 0;
        Passes = success;
        return true;
    }
}
