namespace OjAspire.ClusterSim.Pods;

/// <summary>How a pod went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Took">From its deletion to its end.</param>
/// <param name="Grace">What it was given for that.</param>
/// <param name="ExitCode">Of its program; 137 when it was killed.</param>
internal sealed record Departure(string Name, TimeSpan Took, TimeSpan Grace, int ExitCode)
{
    /// <summary>Whether it went by itself and in good order.</summary>
    public bool Orderly => ExitCode == 0 && Took <= Grace;

    public override string ToString() => $"{Name}: exit code {ExitCode} after {Took.TotalSeconds:0.0} s of {Grace.TotalSeconds:0} s";
}
