using System.Globalization;
using System.Security.Cryptography;
using OjAspire.Chaos.Stores;
using OjAspire.ClusterSim;
using OjAspire.ClusterSim.Machines;

namespace OjAspire.Chaos.Cluster;

/// <summary>
/// The application as real processes: API servers, sandboxes, a database and their clients, each on a machine of its own, which is
/// a network namespace. Everything of it is gone when it is disposed of.
/// </summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    /// <summary>How many API servers there are.</summary>
    public const int ReplicaCount = 3;

    /// <summary>How many sandboxes there are.</summary>
    public const int SandboxCount = 3;

    private const int SlotsOfEach = 2;
    private const int Port = 3001;
    private const string Subnet = "10.77.0.";
    private const string ClientsAddress = Subnet + "1";

    // What they have of this machine's environment, as in a container.
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "DOTNET_ROOT"];

    private readonly DirectoryInfo _folder;
    private readonly VirtualNetwork _network;
    private readonly Journal _journal;
    private readonly Dictionary<string, string> _common;

    private ChaosCluster(DirectoryInfo folder, VirtualNetwork network, IStore store, Journal journal)
    {
        (_folder, _network, Store, _journal) = (folder, network, store, journal);
        Links = new Links(network);
        _common = new Dictionary<string, string>
        {
            ["Oj__JoinToken"] = RandomNumberGenerator.GetHexString(32),
            // One line an event, with the time, so that the story of a submission can be told.
            ["Logging__Console__FormatterName"] = "simple",
            ["Logging__Console__FormatterOptions__SingleLine"] = "true",
            ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
            ["Logging__Console__FormatterOptions__UseUtcTimestamp"] = "true",
            // Not every request that asks for a verdict.
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
        };
    }

    /// <summary>The address of the database's machine.</summary>
    public static string StoreAddress => Subnet + "2";

    /// <summary>The slots of all sandboxes together.</summary>
    public static int Slots => SandboxCount * SlotsOfEach;

    public IStore Store { get; }

    public Links Links { get; }

    public IReadOnlyList<Member> Replicas { get; private set; } = [];

    public IReadOnlyList<Member> Sandboxes { get; private set; } = [];

    public IEnumerable<Member> Members => Replicas.Concat(Sandboxes);

    /// <summary>Makes the machines and starts everything; nothing is waited for.</summary>
    /// <exception cref="NotSupportedException">This machine or this user cannot; the message says what is missing.</exception>
    public static async Task<ChaosCluster> CreateAsync(Arguments arguments, Journal journal)
    {
        // By its beginning chaos.sh finds it if this process is killed.
        var own = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var path = string.Create(CultureInfo.InvariantCulture, $"/var/tmp/oj-chaos-{Environment.ProcessId}-{own}");
        var folder = Directory.CreateDirectory(path);
        VirtualNetwork? network = null;
        IStore? store = null;
        ChaosCluster? cluster = null;
        try
        {
            network = await VirtualNetwork.CreateAsync();
            await network.AddAsync(ClientsAddress);
            // Beside the folder and not in it: the server runs under an account of its own.
            store = arguments.Store == StoreKind.Sqlite
                ? new SqliteStore(Path.Combine(folder.FullName, "oj.db"))
                : new PostgresStore(folder.FullName + "-postgres", await network.AddAsync(StoreAddress), StoreAddress, Subnet + "0/24");
            await store.CreateAsync();
            cluster = new ChaosCluster(folder, network, store, journal);
            await cluster.StartAsync(arguments.Times);
            return cluster;
        }
        catch when (cluster is not null)
        {
            await cluster.DisposeAsync();
            throw;
        }
        catch
        {
            await (store?.DisposeAsync() ?? default);
            await (network?.DisposeAsync() ?? default);
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A client of one API server, from the machine of the clients.</summary>
    public HttpClient CreateClient(Member replica, TimeSpan timeout) => new(_network.Machines[ClientsAddress].CreateHttpHandler())
    {
        BaseAddress = new UriBuilder(Uri.UriSchemeHttp, replica.Address, Port).Uri,
        Timeout = timeout,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
        {
            await member.DisposeAsync();
        }

        await Store.DisposeAsync();
        await _network.DisposeAsync();
        Links.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(Times times)
    {
        var replicas = new List<Member>();
        for (var number = 1; number <= ReplicaCount; number++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"{Subnet}{10 + number}");
            replicas.Add(await AddAsync($"replica {number}", address, "OjApi", times.OfReplicas, new()
            {
                ["API_HOST"] = address,
                ["API_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
                ["ConnectionStrings__oj"] = Store.ConnectionString,
            }));
        }

        Replicas = replicas;
        var schedulers = string.Join(',', Replicas.Select(replica => FormattableString.Invariant($"{replica.Address}:{Port}")));
        var sandboxes = new List<Member>();
        for (var number = 1; number <= SandboxCount; number++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"{Subnet}{20 + number}");
            sandboxes.Add(await AddAsync($"sandbox {number}", address, "OjSandbox", times.OfSandboxes, new()
            {
                ["SCHEDULER_ADDRESS"] = schedulers,
                ["SANDBOX_COUNT"] = SlotsOfEach.ToString(CultureInfo.InvariantCulture),
            }));
        }

        Sandboxes = sandboxes;
        foreach (var member in Members)
        {
            member.Start();
        }
    }

    private async Task<Member> AddAsync(
        string name, string address, string project, IReadOnlyDictionary<string, string> times, Dictionary<string, string> own)
    {
        var machine = await _network.AddAsync(address);
        var environment = _common.Concat(times).Concat(own).ToDictionary();
        var (program, arguments) = machine.Inside("/usr/bin/env", "dotnet", Repository.Program(project));
        return new Member(name, address, () => ChildProcess.Start(program, arguments, environment, Inherited), _journal);
    }
}
