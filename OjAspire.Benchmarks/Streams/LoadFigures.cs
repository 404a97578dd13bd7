namespace OjAspire.Benchmarks.Streams;

/// <summary>How fast jobs go through one process.</summary>
/// <param name="Subject">What was measured.</param>
/// <param name="Streams">How many streams it had.</param>
/// <param name="JobsPerSecond">With more waiting than can run.</param>
/// <param name="MessagesPerJob">Both ways, all streams.</param>
/// <param name="ProcessorPerJob">Processor time of the process.</param>
/// <param name="Median">From a job's offer to its result when nothing else happens.</param>
/// <param name="Slowest">The 99th percentile of the same.</param>
/// <param name="LoneMessages">Messages for each of these lone jobs, both ways, all streams.</param>
internal sealed record LoadFigures(
    string Subject, int Streams, double JobsPerSecond, double MessagesPerJob, TimeSpan ProcessorPerJob, TimeSpan Median, TimeSpan Slowest, double LoneMessages);
