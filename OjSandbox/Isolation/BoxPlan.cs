using System.Globalization;

namespace OjSandbox.Isolation;

/// <summary>What a box looks like from inside: the command line of bubblewrap (bwrap(1)).</summary>
internal static class BoxPlan
{
    /// <summary>Descriptors that bubblewrap finds beside the control socket.</summary>
    public const int FilterDescriptor = 4, UsersDescriptor = 5, GroupsDescriptor = 6;

    /// <summary>Where programs work; the only place that is theirs besides /tmp and /dev/shm.</summary>
    public const string WorkDirectory = "/box";

    /// <summary>Where the runner is.</summary>
    public const string RunnerPath = "/oj-runner";

    // /etc is built from these alone: no accounts, keys or configuration of the host are in a box.
    private static readonly string[] HostFiles = ["/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives"];
    private static readonly string[] SystemDirectories = ["/bin", "/lib", "/lib32", "/lib64", "/sbin"];

    /// <summary>Content of /etc/passwd and /etc/group in the box.</summary>
    public static (string Users, string Groups) Accounts(uint user) =>
        (string.Create(CultureInfo.InvariantCulture, $"root:x:0:0::/:/bin/false\nbox:x:{user}:{user}::{WorkDirectory}:/bin/sh\n"),
         string.Create(CultureInfo.InvariantCulture, $"root:x:0:\nbox:x:{user}:\n"));

    /// <summary>The arguments of bubblewrap.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="runner">Path of the runner on the host.</param>
    /// <param name="user">User id of programs.</param>
    /// <param name="readOnlyPaths">Files and directories of the host outside /usr that the language needs, at the same place.</param>
    public static IReadOnlyList<string> Arguments(IsolationOptions options, string runner, uint user, IEnumerable<string> readOnlyPaths)
    {
        List<string> arguments =
        [
            "bwrap", "--die-with-parent", "--as-pid-1",
            "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
            "--hostname", "box",
            "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_KILL", "--cap-add", "CAP_SETPCAP",
            "--seccomp", Number(FilterDescriptor),
            "--ro-bind", "/usr", "/usr",
            "--proc", "/proc", "--dev", "/dev",
            "--perms", "1777", "--size", Number(options.TemporaryMib * 1024L * 1024), "--tmpfs", "/dev/shm",
            "--perms", "1777", "--size", Number(options.TemporaryMib * 1024L * 1024), "--tmpfs", "/tmp",
        ];
        foreach (var directory in SystemDirectories)
        {
            AddSystemDirectory(arguments, directory);
        }

        var mounted = HostFiles.Concat(readOnlyPaths).Distinct().Where(path => !IsBelow(path, "/usr")).ToArray();
        // Left to itself, bubblewrap makes the directories above a mounted file accessible to root alone.
        foreach (var directory in mounted.SelectMany(Ancestors).Distinct().Order(StringComparer.Ordinal))
        {
            arguments.AddRange(["--perms", "0755", "--dir", directory]);
        }

        foreach (var path in mounted)
        {
            arguments.AddRange(["--ro-bind-try", path, path]);
        }

        arguments.AddRange([
            "--perms", "0644", "--ro-bind-data", Number(UsersDescriptor), "/etc/passwd",
            "--perms", "0644", "--ro-bind-data", Number(GroupsDescriptor), "/etc/group",
            "--perms", "0777", "--size", Number(options.WorkMib * 1024L * 1024), "--tmpfs", WorkDirectory,
            "--ro-bind", runner, RunnerPath,
            "--remount-ro", "/",
            "--chdir", "/",
            RunnerPath, "serve", Number(user),
        ]);
        return arguments;
    }

    private static void AddSystemDirectory(List<string> arguments, string directory)
    {
        var info = new DirectoryInfo(directory);
        if (info.LinkTarget is { } target)
        {
            arguments.AddRange(["--symlink", target, directory]);
        }
        else if (info.Exists)
        {
            arguments.AddRange(["--ro-bind", directory, directory]);
        }
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var parent = Path.GetDirectoryName(path); parent is not (null or "/"); parent = Path.GetDirectoryName(parent))
        {
            yield return parent;
        }
    }

    private static bool IsBelow(string path, string directory) => path == directory || path.StartsWith(directory + '/', StringComparison.Ordinal);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
