namespace OjSandbox.Isolation.Cgroups;

/// <summary>The cgroups of this sandbox, one for each run of a program. Thread-safe.</summary>
internal interface ICgroups : IDisposable
{
    /// <summary>Makes a cgroup without processes.</summary>
    /// <exception cref="IsolationException">The kernel refused.</exception>
    ICgroup Create(CgroupLimits limits);
}
