using OjSandbox.Isolation.Native;

namespace OjSandbox.Isolation;

/// <summary>What must be there before a box can be tried, and the command that brings it.</summary>
internal static class Prerequisites
{
    /// <summary>The first thing that is missing; <see langword="null"/> when a box can be tried.</summary>
    public static string? Missing(IsolationOptions options, string runner) =>
        !OperatingSystem.IsLinux() ? "Boxes need Linux."
        : Libc.EffectiveUser() != 0 ? "Boxes are built as root (real user ids, cgroups). Start the sandbox as root, for example by: sudo -E ./run.sh"
        : !File.Exists(options.Bubblewrap) ? $"bubblewrap is not at {options.Bubblewrap}. Install it by: apt-get install -y bubblewrap"
        : !File.Exists(runner) ? $"The runner is not at {runner}. Build it by: dotnet build OjSandbox (needs gcc: apt-get install -y gcc)"
        : null;
}
