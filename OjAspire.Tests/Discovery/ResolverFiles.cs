using System.Net;
using System.Net.Sockets;

namespace OjAspire.Tests.Discovery;

/// <summary>A free address for a DNS server, and the configuration of a system resolver that asks that server and nothing else.</summary>
internal sealed class ResolverFiles
{
    private ResolverFiles(string directory, IPAddress server)
    {
        Server = server;
        ResolvConf = Path.Combine(directory, "resolv.conf");
        NsswitchConf = Path.Combine(directory, "nsswitch.conf");
    }

    /// <summary>Where the DNS server has to listen, on port 53.</summary>
    public IPAddress Server { get; }

    /// <summary>What <c>/etc/resolv.conf</c> has to be.</summary>
    public string ResolvConf { get; }

    /// <summary>What <c>/etc/nsswitch.conf</c> has to be.</summary>
    public string NsswitchConf { get; }

    /// <param name="lines">More lines of <c>resolv.conf</c>, for example a search path.</param>
    public static async Task<ResolverFiles> WriteAsync(string directory, params IEnumerable<string> lines)
    {
        var files = new ResolverFiles(directory, FreeAddress());
        await File.WriteAllLinesAsync(files.ResolvConf, [$"nameserver {files.Server}", "options timeout:1 attempts:1", .. lines]);
        await File.WriteAllTextAsync(files.NsswitchConf, "hosts: files dns\n");
        return files;
    }

    /// <summary>The command that starts a program in a mount namespace with these files in <c>/etc</c>.</summary>
    public (string Program, string[] Arguments) Inside(string program, params IEnumerable<string> arguments)
    {
        // Binding over a file needs a mount namespace, and that needs root; a user namespace makes anybody root in it.
        string[] namespaces = Environment.IsPrivilegedProcess ? ["--mount"] : ["--map-root-user", "--mount"];
        const string Script = "mount --bind \"$1\" /etc/resolv.conf && mount --bind \"$2\" /etc/nsswitch.conf && shift 2 && exec \"$@\"";
        return ("/usr/bin/unshare", [.. namespaces, "/bin/sh", "-c", Script, "sh", ResolvConf, NsswitchConf, program, .. arguments]);
    }

    // Resolvers know no port but 53, so it is the address that has to be a free one.
    private static IPAddress FreeAddress()
    {
        while (true)
        {
            var address = IPAddress.Parse($"127.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}.53");
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                probe.Bind(new IPEndPoint(address, 53));
                return address;
            }
            catch (SocketException inUse) when (inUse.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one, then.
            }
        }
    }
}
