using System.Runtime.InteropServices;

namespace OjAspire.ClusterSim.Pods;

/// <summary>
/// The files that a pod sees differently from the machine it runs on: the resolver's configuration as a kubelet writes it, and the
/// empty volumes. Everything else, the programs first of all, is the machine's.
/// </summary>
internal sealed class PodFiles
{
    // The folders come first: /etc/resolv.conf may be a link into one of them.
    private const string Script = """
        while [ "$1" != -- ]; do mount -t tmpfs -o mode=1777 tmpfs "$1" || exit 1; shift; done
        shift
        target=$(readlink -m /etc/resolv.conf)
        mkdir -p "${target%/*}" && { [ -e "$target" ] || : > "$target"; } && mount --bind "$1" "$target" || exit 1
        mount --bind "$2" /etc/nsswitch.conf || exit 1
        shift 2
        exec "$@"
        """;

    private readonly string _resolvConf;
    private readonly string _nsswitchConf;
    private readonly string[] _needed;

    /// <param name="folder">Where the configuration is kept.</param>
    /// <param name="nameServer">Address of the cluster's DNS.</param>
    /// <param name="clusterNamespace">The namespace of the pods, for their search path.</param>
    public PodFiles(string folder, string nameServer, string clusterNamespace)
    {
        _resolvConf = Path.Combine(folder, "resolv.conf");
        _nsswitchConf = Path.Combine(folder, "nsswitch.conf");
        _needed = [folder, Repository.Root, RuntimeEnvironment.GetRuntimeDirectory()];
        File.WriteAllText(_resolvConf, $"search {clusterNamespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver {nameServer}\noptions ndots:5\n");
        File.WriteAllText(_nsswitchConf, "hosts: files dns\n");
    }

    /// <summary>The command that starts a program with these files.</summary>
    /// <param name="emptyFolders">Folders that are to be empty; those that hold what the program needs are left alone.</param>
    public (string Program, string[] Arguments) Inside(IEnumerable<string> emptyFolders, string program, params IEnumerable<string> arguments)
    {
        var empty = emptyFolders.Where(folder => !_needed.Any(needed => needed.StartsWith(folder + '/', StringComparison.Ordinal)));
        return ("/usr/bin/unshare", ["--mount", "/bin/sh", "-c", Script, "sh", .. empty, "--", _resolvConf, _nsswitchConf, program, .. arguments]);
    }
}
