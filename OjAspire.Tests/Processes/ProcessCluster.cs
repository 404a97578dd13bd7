using System.Globalization;
using OjAspire.Tests.Integration;
using OjAspire.Tests.Session;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Processes;

/// <summary>
/// API servers and sandboxes as plain processes configured by their environment: replicas on loopback addresses that share
/// one port and one store, as pods behind a headless Service do. Everything is killed at the end.
/// </summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-cluster-");
    private readonly Dictionary<string, ChildProcess> _replicas = [];
    private readonly List<ChildProcess> _others = [];
    private readonly List<OjClient> _clients = [];

    private ProcessCluster(TestStore? store) => Store = store ?? new StoreFile();

    /// <summary>What sandboxes are let in by.</summary>
    public string JoinToken { get; } = "the token of these tests";

    /// <summary>The port of every replica.</summary>
    public int Port { get; } = ScriptedScheduler.FreePort();

    /// <summary>A directory of this cluster alone, deleted with it.</summary>
    public string DirectoryPath => _directory.FullName;

    /// <summary>The store that the replicas share, removed with the cluster.</summary>
    public TestStore Store { get; }

    /// <summary>The living replicas by address.</summary>
    public IReadOnlyDictionary<string, ChildProcess> Replicas => _replicas;

    /// <summary>A cluster with nothing running in it yet.</summary>
    /// <param name="store">The store of its replicas, created already; a file unless given.</param>
    public static ProcessCluster Create(TestStore? store = null) => new(store);

    /// <summary>How the .NET host is started here.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The program of a project as it is built in its own folder: beside the tests it would lack the packages that the tests do not need.</summary>
    public static string Built(string project) =>
        AppContext.BaseDirectory.Replace("OjAspire.Tests", project, StringComparison.Ordinal) + project + ".dll";

    /// <summary>Starts a replica on a loopback address and waits until it listens.</summary>
    /// <param name="more">Environment variables over the usual ones.</param>
    /// <param name="machine">The network to start it in; none means this machine's.</param>
    public async Task<ChildProcess> StartReplicaAsync(
        string address, IReadOnlyDictionary<string, string>? more = null, NetworkNamespace? machine = null)
    {
        var replica = Start(Built("OjApi"), ReplicaEnvironment(address, more), machine);
        _replicas[address] = replica;
        await replica.WhenAsync("Application started. Press Ctrl+C to shut down.");
        return replica;
    }

    /// <summary>The environment of a replica on a loopback address.</summary>
    public Dictionary<string, string> ReplicaEnvironment(string address, IReadOnlyDictionary<string, string>? more = null) => Over(
        new Dictionary<string, string>
        {
            ["API_HOST"] = address,
            ["API_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
            ["ConnectionStrings__oj"] = Store.ConnectionString,
            ["Oj__JoinToken"] = JoinToken,
        },
        more);

    /// <summary>Kills a replica at once (SIGKILL).</summary>
    public async Task KillReplicaAsync(string address)
    {
        await _replicas[address].DisposeAsync();
        _replicas.Remove(address);
    }

    /// <summary>Starts a sandbox that dials the given addresses.</summary>
    /// <param name="more">Environment variables over the usual ones, <c>SCHEDULER_ADDRESS</c> among them.</param>
    /// <param name="machine">The network to start it in; none means this machine's.</param>
    public ChildProcess StartSandbox(
        int slots, IEnumerable<string> addresses, IReadOnlyDictionary<string, string>? more = null, NetworkNamespace? machine = null) =>
        Track(Start(Built("OjSandbox"), SandboxEnvironment(slots, addresses, more), machine));

    /// <summary>The environment of a sandbox that dials the given addresses.</summary>
    public Dictionary<string, string> SandboxEnvironment(int slots, IEnumerable<string> addresses, IReadOnlyDictionary<string, string>? more = null) => Over(
        new Dictionary<string, string>
        {
            ["SCHEDULER_ADDRESS"] = string.Join(',', addresses.Select(address => string.Create(CultureInfo.InvariantCulture, $"{address}:{Port}"))),
            ["SANDBOX_COUNT"] = slots.ToString(CultureInfo.InvariantCulture),
            ["Oj__JoinToken"] = JoinToken,
            ["Oj__ReconnectCap"] = "0.5",
        },
        more);

    /// <summary>Has a process killed at the end.</summary>
    public ChildProcess Track(ChildProcess process)
    {
        _others.Add(process);
        return process;
    }

    /// <summary>A client of one replica.</summary>
    /// <param name="machine">The network to ask from; none means this machine's.</param>
    public OjClient Client(string address, NetworkNamespace? machine = null)
    {
        var server = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{address}:{Port}"));
        var client = new OjClient(new HttpClient(machine?.CreateHttpHandler() ?? new SocketsHttpHandler()) { BaseAddress = server });
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (var process in _others.Concat(_replicas.Values))
        {
            await process.DisposeAsync();
        }

        await Store.RemoveAsync();
        _directory.Delete(recursive: true);
    }

    private static ChildProcess Start(string program, IReadOnlyDictionary<string, string> environment, NetworkNamespace? machine)
    {
        var (command, arguments) = machine?.Inside(Dotnet, program) ?? (Dotnet, [program]);
        return ChildProcess.Start(command, arguments, environment);
    }

    private static Dictionary<string, string> Over(Dictionary<string, string> usual, IReadOnlyDictionary<string, string>? more)
    {
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            usual[name] = value;
        }

        return usual;
    }
}
