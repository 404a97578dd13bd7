namespace OjSandbox.Isolation.Cgroups;

/// <summary>What a cgroup may use.</summary>
/// <param name="MemoryBytes">Memory of all its processes together, swap included.</param>
/// <param name="Processes">Processes and threads.</param>
internal sealed record CgroupLimits(long MemoryBytes, int Processes);
