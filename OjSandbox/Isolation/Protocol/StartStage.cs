namespace OjSandbox.Isolation.Protocol;

/// <summary>How far the start of a program came before it failed.</summary>
internal enum StartStage
{
    /// <summary>It did not fail.</summary>
    Started = 0,

    /// <summary>Joining the cgroup.</summary>
    Cgroup = 1,

    /// <summary>Putting standard input and outputs in place.</summary>
    Descriptors = 2,

    /// <summary>Setting the resource limits.</summary>
    Limits = 3,

    /// <summary>Becoming the box user.</summary>
    User = 4,

    /// <summary>Entering the work directory.</summary>
    Directory = 5,

    /// <summary>Executing the program: missing, not executable, or no executable format.</summary>
    Execute = 6,
}
