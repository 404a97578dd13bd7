using System.Globalization;

namespace OjSandbox.Isolation.Cgroups;

/// <summary>
/// Names a sandbox process so that another one can tell whether it still lives: pid namespace, process id and start time. In another
/// pid namespace nobody can tell, so directories of other namespaces are left alone.
/// </summary>
/// <param name="Namespace">Inode of the pid namespace.</param>
/// <param name="Process">Process id in it.</param>
/// <param name="Started">When it started, in clock ticks since boot (proc(5), stat).</param>
internal sealed record CgroupOwner(string Namespace, int Process, string Started)
{
    /// <summary>Matches the names of all sandboxes.</summary>
    public const string Pattern = "oj-sandbox.*";

    private const int StartTimeAfterName = 19;

    /// <summary>This process.</summary>
    public static CgroupOwner Current { get; } = new(CurrentNamespace(), Environment.ProcessId, StartTime(Environment.ProcessId) ?? "0");

    /// <summary>Name of the directory.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"oj-sandbox.{Namespace}.{Process}.{Started}");

    /// <summary>Whether a directory belongs to a process of this pid namespace that is no more.</summary>
    public bool IsDead(string name) =>
        name.Split('.') is [_, var space, var process, var started]
        && space == Namespace
        && int.TryParse(process, CultureInfo.InvariantCulture, out var id)
        && StartTime(id) != started;

    private static string? StartTime(int process)
    {
        try
        {
            // The name, in parentheses, may hold anything; what follows its last parenthesis is fixed.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartTimeAfterName];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string CurrentNamespace()
    {
        var link = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";
        return string.Concat(link.Where(char.IsAsciiDigit));
    }
}
