namespace OjAspire.ClusterSim.Manifests;

/// <summary>How a kubelet finds out how a container is.</summary>
/// <param name="InitialDelay">From the container's start to the first look.</param>
/// <param name="Period">Between two looks.</param>
/// <param name="Timeout">Longest wait for an answer.</param>
/// <param name="FailureThreshold">Failures in a row that count.</param>
/// <param name="SuccessThreshold">Successes in a row that count.</param>
/// <param name="Path">Path that has to answer with a status of 200 to 399; none when a command is run.</param>
/// <param name="Port">Port that the path is asked for at.</param>
/// <param name="Command">Command that has to end with 0 in the container; empty when a path is asked for.</param>
internal sealed record Probe(
    TimeSpan InitialDelay, TimeSpan Period, TimeSpan Timeout, int FailureThreshold, int SuccessThreshold, string? Path, int Port, IReadOnlyList<string> Command);
