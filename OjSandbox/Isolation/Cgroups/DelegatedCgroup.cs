namespace OjSandbox.Isolation.Cgroups;

/// <summary>A cgroup of version 2 below which others may be made, once its controllers are enabled for its children.</summary>
/// <param name="directory">Its directory.</param>
internal sealed class DelegatedCgroup(string directory)
{
    private const string Processes = "cgroup.procs";

    // A probe of the container runtime may start a process here at any moment, which then has to be moved, too, or is gone again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Enables the controllers that runs need for the children of this cgroup.</summary>
    /// <param name="mayMoveProcesses">
    /// Whether processes may be moved into a child. A cgroup other than the root has either processes or controllers for its children
    /// ("no internal processes"), and the topmost cgroup of a container holds the container's processes.
    /// </param>
    /// <returns>What was enabled, such as <c>+memory +pids +cpu</c>; <see langword="null"/> when it cannot be.</returns>
    public string? TryEnable(bool mayMoveProcesses)
    {
        var offered = File.ReadAllText(Path.Combine(directory, "cgroup.controllers")).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (!offered.Contains("memory") || !offered.Contains("pids"))
        {
            return null;
        }

        var controllers = offered.Contains("cpu") ? "+memory +pids +cpu" : "+memory +pids";
        return TryWrite(controllers) || (mayMoveProcesses && SpinWait.SpinUntil(() => TryMoveProcesses() && TryWrite(controllers), Patience))
            ? controllers
            : null;
    }

    private bool TryWrite(string controllers)
    {
        try
        {
            CgroupFile.Write(directory, "cgroup.subtree_control", controllers);
            return true;
        }
        catch (IsolationException)
        {
            return false;
        }
    }

    private bool TryMoveProcesses()
    {
        try
        {
            var child = Directory.CreateDirectory(Path.Combine(directory, "oj-sandbox-main")).FullName;
            foreach (var process in File.ReadAllLines(Path.Combine(directory, Processes)))
            {
                TryMove(process, child);
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // One that has ended meanwhile cannot be moved and need not be; one that stays makes the next step fail.
    private static void TryMove(string process, string child)
    {
        try
        {
            CgroupFile.Write(child, Processes, process);
        }
        catch (IsolationException)
        {
        }
    }
}
