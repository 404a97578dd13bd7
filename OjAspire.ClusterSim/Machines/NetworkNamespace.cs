using System.Diagnostics;

namespace OjAspire.ClusterSim.Machines;

/// <summary>
/// A network of its own for processes: own interfaces, addresses and routes (man 7 network_namespaces). It has no name in the
/// system. A process keeps it that ends with this one, however this one ends, and nothing is left to clean up.
/// </summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private const string Ip = "/usr/sbin/ip";
    private const string Nsenter = "/usr/bin/nsenter";

    private readonly Process _keeper;

    private NetworkNamespace(Process keeper) => _keeper = keeper;

    /// <summary>The file that stands for the namespace as long as it lives.</summary>
    public string FilePath => $"/proc/{_keeper.Id}/ns/net";

    /// <summary>The process by which other namespaces name this one.</summary>
    public int KeeperId => _keeper.Id;

    /// <exception cref="NotSupportedException">Something is missing here; the message says what brings it.</exception>
    public static async Task<NetworkNamespace> CreateAsync()
    {
        Require(Environment.IsPrivilegedProcess, "Network namespaces need root (CAP_SYS_ADMIN and CAP_NET_ADMIN): run this as root, or leave it out.");
        Require(File.Exists(Ip), "Network namespaces need ip: apt-get install iproute2");
        Require(File.Exists(Nsenter), "Network namespaces need unshare and nsenter: apt-get install util-linux");
        // It reads from a pipe to this process, which is closed when this process ends, even by SIGKILL.
        var keeper = Process.Start(new ProcessStartInfo("/usr/bin/unshare", ["--net", "/bin/sh", "-c", "echo there; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var created = new NetworkNamespace(keeper);
        if (await keeper.StandardOutput.ReadLineAsync() != "there")
        {
            var reason = await keeper.StandardError.ReadToEndAsync();
            await created.DisposeAsync();
            throw new NotSupportedException($"This process may not make network namespaces; it needs CAP_SYS_ADMIN and CAP_NET_ADMIN. {reason.Trim()}");
        }

        await created.IpAsync("link", "set", "lo", "up");
        return created;
    }

    /// <summary>The command that starts a program in this namespace.</summary>
    public (string Program, string[] Arguments) Inside(string program, params IEnumerable<string> arguments) =>
        (Nsenter, [$"--net={FilePath}", "--", program, .. arguments]);

    /// <summary>Runs <c>ip</c> here and waits for its success.</summary>
    public async Task IpAsync(params string[] arguments)
    {
        var (program, inside) = Inside(Ip, arguments);
        using var ip = Process.Start(new ProcessStartInfo(program, inside) { RedirectStandardError = true })!;
        var errors = await ip.StandardError.ReadToEndAsync();
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {errors.Trim()}");
        }
    }

    /// <summary>HTTP from within this namespace.</summary>
    public HttpMessageHandler CreateHttpHandler() => new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = NamespaceSocket.Create(FilePath);
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
        UseProxy = false,
    };

    public async ValueTask DisposeAsync()
    {
        if (!_keeper.HasExited)
        {
            _keeper.Kill();
            await _keeper.WaitForExitAsync();
        }

        _keeper.Dispose();
    }

    private static void Require(bool there, string otherwise)
    {
        if (!there)
        {
            throw new NotSupportedException(otherwise);
        }
    }
}
