using System.Globalization;
using System.Text.Json.Nodes;
using OjAspire.ClusterSim.Clients;
using OjAspire.ClusterSim.Cluster;
using OjAspire.ClusterSim.Pods;

namespace OjAspire.ClusterSim;

/// <summary>A cluster, the users that put a load on it, and what they were promised.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    private static readonly TimeSpan DefaultResolvePeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<Pod, HttpClient> _clients = [];
    private readonly Users _users;
    private readonly CancellationTokenRegistration _giveUp;
    private readonly int _port;

    private Simulation(SimulatedCluster cluster, int seed, CancellationToken stopping)
    {
        (Cluster, Random, Stopping, _port) = (cluster, new Random(seed), stopping, cluster.Manifests.Headless.Port);
        _users = new Users(cluster.Node, cluster.Endpoints, AddressOf("oj-api-server"), new Random(seed));
        _giveUp = stopping.Register(_users.GiveUp);
    }

    public SimulatedCluster Cluster { get; }

    /// <summary>What was acknowledged from the beginning on.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>Chooses where the scenarios leave a choice.</summary>
    public Random Random { get; }

    /// <summary>Cancelled when the simulation is to end early.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Within what time a sandbox finds a new address: its period, and a second to connect.</summary>
    public TimeSpan Discovery => ResolvePeriod + TimeSpan.FromSeconds(1);

    /// <summary>The slots of all sandboxes together.</summary>
    public int Slots => Cluster.Sandboxes.Pods.Count
        * int.Parse(Cluster.Sandboxes.Deployment.Template.Environment["SANDBOX_COUNT"], CultureInfo.InvariantCulture);

    private TimeSpan ResolvePeriod => Cluster.Sandboxes.Deployment.Template.Environment.TryGetValue("Oj__ResolvePeriod", out var seconds)
        ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))
        : DefaultResolvePeriod;

    /// <exception cref="NotSupportedException">This machine or this user cannot; the message says what is missing.</exception>
    public static async Task<Simulation> CreateAsync(int seed, CancellationToken stopping) =>
        new(await SimulatedCluster.CreateAsync(), seed, stopping);

    /// <summary>Users at work from now on.</summary>
    public Load StartLoad() => new(_users, Ledger, Random.Next());

    /// <summary>Address and port of an API server, as the sandboxes log it.</summary>
    public string EndpointOf(Pod pod) => string.Create(CultureInfo.InvariantCulture, $"{pod.Address}:{_port}");

    /// <summary>A client of one API server alone.</summary>
    public HttpClient ClientOf(Pod pod)
    {
        if (!_clients.TryGetValue(pod, out var client))
        {
            _clients[pod] = client = new HttpClient(Cluster.Node.CreateHttpHandler()) { BaseAddress = AddressOf(pod.Address), Timeout = TimeSpan.FromSeconds(5) };
        }

        return client;
    }

    /// <summary>Submits a program to one API server, and has it remembered.</summary>
    /// <returns>Its token.</returns>
    public async Task<string> SubmitAsync(Pod pod, JudgedProgram program)
    {
        using var body = program.ToBody();
        using var response = await ClientOf(pod).PostAsync(new Uri("/submissions", UriKind.Relative), body, Stopping);
        response.EnsureSuccessStatusCode();
        var token = JsonNode.Parse(await response.Content.ReadAsStringAsync(Stopping))!["token"]!.GetValue<string>();
        Ledger.Add(token, program);
        return token;
    }

    /// <summary>Whether an API server has the verdicts of submissions.</summary>
    public async Task<bool> AreFinalAsync(Pod pod, IEnumerable<string> tokens)
    {
        foreach (var token in tokens)
        {
            var answer = JsonNode.Parse(await ClientOf(pod).GetStringAsync(new Uri($"/submissions/{token}?fields=status", UriKind.Relative), Stopping));
            if (answer!["status"]!["id"]!.GetValue<int>() <= Ledger.Processing)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What an API server says at <c>/sandbox/status</c>.</summary>
    public async Task<JsonNode> StatusAsync(Pod pod) =>
        JsonNode.Parse(await ClientOf(pod).GetStringAsync(new Uri("/sandbox/status", UriKind.Relative), Stopping))!;

    /// <summary>Ends when something holds.</summary>
    /// <exception cref="TimeoutException">It does not within 45 s.</exception>
    public async Task WhenAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(45), TimeProvider.System);
        while (!await HoldsAsync(holds))
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException();
            }

            await Task.Delay(LookEvery, TimeProvider.System, Stopping);
        }
    }

    /// <summary>Lets some time go by.</summary>
    public Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, Stopping);

    public async ValueTask DisposeAsync()
    {
        await _giveUp.DisposeAsync();
        _users.Dispose();
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        await Cluster.DisposeAsync();
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> holds)
    {
        try
        {
            return await holds();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Uri AddressOf(string host) => new UriBuilder(Uri.UriSchemeHttp, host, _port).Uri;
}
