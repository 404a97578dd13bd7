namespace OjAspire.Benchmarks.Streams;

/// <summary>What a process uses after all garbage was collected.</summary>
/// <param name="Resident">Memory of the process as the kernel counts it, in bytes.</param>
/// <param name="Managed">Living objects, in bytes.</param>
/// <param name="ProcessorTime">Since its start.</param>
internal readonly record struct Usage(long Resident, long Managed, TimeSpan ProcessorTime);
