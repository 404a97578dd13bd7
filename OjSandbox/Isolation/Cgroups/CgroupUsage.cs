namespace OjSandbox.Isolation.Cgroups;

/// <summary>What the kernel measured of a cgroup.</summary>
/// <param name="Cpu">CPU time of all processes it ever had, to the nanosecond (v1) or microsecond (v2).</param>
/// <param name="PeakMemoryBytes">Most memory in use at once; <see langword="null"/> where the kernel does not keep it (v2 before Linux 5.19).</param>
/// <param name="OutOfMemoryKills">How many processes were killed at the memory limit.</param>
internal sealed record CgroupUsage(TimeSpan Cpu, long? PeakMemoryBytes, long OutOfMemoryKills);
