using System.Globalization;
using System.Text.Json.Nodes;

namespace OjAspire.Tests.Containers;

/// <summary>
/// What a container runtime is given (OCI runtime specification, <c>config.json</c>), made of a pod's security context as a kubelet
/// and containerd make it for a container that is not privileged.
/// </summary>
internal static class OciBundle
{
    private static readonly string[] Masked =
    [
        "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats",
        "/proc/sched_debug", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
    ];

    private static readonly string[] ReadOnly = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    /// <summary>Writes the bundle.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="capabilities">What it may do; usually what the pod says.</param>
    /// <param name="environment">What comes from Secrets and from the pod itself.</param>
    /// <param name="network">Its network.</param>
    public static void Write(
        string directory,
        PodContainer pod,
        ContainerRoot root,
        IEnumerable<string> capabilities,
        IReadOnlyDictionary<string, string> environment,
        NetworkNamespace network)
    {
        string[] granted = [.. capabilities];
        var config = new JsonObject
        {
            ["ociVersion"] = "1.0.2",
            ["hostname"] = pod.Name,
            ["root"] = new JsonObject { ["path"] = root.Path, ["readonly"] = pod.HasReadOnlyRoot },
            ["process"] = new JsonObject
            {
                ["user"] = new JsonObject { ["uid"] = pod.User, ["gid"] = pod.Group },
                ["args"] = Array(root.EntryPoint),
                ["env"] = Array(["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", .. Dockerfile.Of(pod.Name).Environment, .. Variables(environment)]),
                ["cwd"] = Dockerfile.Of(pod.Name).WorkingDirectory,
                ["capabilities"] = new JsonObject
                {
                    ["bounding"] = Array(granted),
                    ["effective"] = Array(granted),
                    ["permitted"] = Array(granted),
                },
                ["noNewPrivileges"] = !pod.MayGainPrivileges,
            },
            ["mounts"] = Mounts(directory, pod, root),
            ["linux"] = new JsonObject
            {
                ["namespaces"] = Namespaces(network),
                ["cgroupsPath"] = "/" + Path.GetFileName(directory),
                ["resources"] = new JsonObject { ["memory"] = new JsonObject { ["limit"] = pod.MemoryLimit } },
                ["maskedPaths"] = Array(Masked),
                ["readonlyPaths"] = Array(ReadOnly),
            },
        };
        if (pod.Seccomp == "RuntimeDefault")
        {
            config["linux"]!["seccomp"] = DefaultSeccompProfile.For(granted);
        }

        File.WriteAllText(Path.Combine(directory, "config.json"), config.ToJsonString());
    }

    private static JsonArray Mounts(string directory, PodContainer pod, ContainerRoot root)
    {
        JsonArray mounts =
        [
            Mount("/proc", "proc", "nosuid", "noexec", "nodev"),
            Mount("/dev", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
            Mount("/dev/pts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"),
            Mount("/dev/shm", "tmpfs", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
            Mount("/dev/mqueue", "mqueue", "nosuid", "noexec", "nodev"),
            Mount("/sys", "sysfs", "nosuid", "noexec", "nodev", "ro"),
            Mount("/sys/fs/cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"),
        ];
        foreach (var mount in root.Mounts)
        {
            mounts.Add(mount!.DeepClone());
        }

        foreach (var (path, inMemory) in pod.Volumes)
        {
            mounts.Add(inMemory ? Mount(path, "tmpfs", "mode=0777") : EmptyDirectory(directory, path));
        }

        mounts.Add(Bind(Path.Combine(directory, "hosts"), "/etc/hosts"));
        mounts.Add(Bind(Path.Combine(directory, "resolv.conf"), "/etc/resolv.conf"));
        return mounts;
    }

    // A pod has a cgroup namespace where the node has version 2 only.
    private static JsonArray Namespaces(NetworkNamespace network)
    {
        JsonArray namespaces = [.. ((string[])["pid", "ipc", "uts", "mount"]).Select(type => new JsonObject { ["type"] = type })];
        namespaces.Add(new JsonObject { ["type"] = "network", ["path"] = network.FilePath });
        if (File.Exists("/sys/fs/cgroup/cgroup.controllers"))
        {
            namespaces.Add(new JsonObject { ["type"] = "cgroup" });
        }

        return namespaces;
    }

    private static IEnumerable<string> Variables(IReadOnlyDictionary<string, string> environment) =>
        PodContainer.Configuration.Where(entry => !environment.ContainsKey(entry.Key)).Concat(environment)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}={entry.Value}"));

    private static JsonObject EmptyDirectory(string directory, string path)
    {
        var source = Directory.CreateDirectory(Path.Combine(directory, "volume" + path.Replace('/', '-'))).FullName;
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(source, Everybody);
        }

        return Bind(source, path);
    }

    private static JsonObject Bind(string source, string destination) => new()
    {
        ["destination"] = destination,
        ["type"] = "bind",
        ["source"] = source,
        ["options"] = new JsonArray("rbind", "rw"),
    };

    private static JsonObject Mount(string destination, string type, params string[] options) => new()
    {
        ["destination"] = destination,
        ["type"] = type,
        ["source"] = type,
        ["options"] = Array(options),
    };

    private static JsonArray Array(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];
}
