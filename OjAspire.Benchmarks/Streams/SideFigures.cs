namespace OjAspire.Benchmarks.Streams;

/// <summary>What the streams cost one process.</summary>
/// <param name="Subject">What was measured.</param>
/// <param name="Streams">How many streams it had in the end.</param>
/// <param name="ResidentPerStream">Memory as the kernel counts it, in bytes a stream.</param>
/// <param name="ManagedPerStream">Living objects, in bytes a stream.</param>
/// <param name="Reconciled">From few streams to all.</param>
/// <param name="IdleProcessor">Share of one core while nothing happens.</param>
/// <param name="IdleMessages">Messages a second, both ways, while nothing happens.</param>
internal sealed record SideFigures(
    string Subject, int Streams, double ResidentPerStream, double ManagedPerStream, TimeSpan Reconciled, double IdleProcessor, double IdleMessages)
{
    /// <summary>What is promised for a stream on either side.</summary>
    public const double TargetBytes = 100 * 1024;

    // The kernel's figure moves by some megabytes by itself, which is much for a few streams.
    private const int EnoughForResident = 250;

    /// <summary>Whether a stream costs no more than that.</summary>
    public bool IsWithinTarget => ManagedPerStream <= TargetBytes && (Streams < EnoughForResident || ResidentPerStream <= TargetBytes);
}
