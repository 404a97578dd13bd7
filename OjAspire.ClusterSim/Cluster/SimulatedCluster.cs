using System.Globalization;
using System.Security.Cryptography;
using OjAspire.ClusterSim.Machines;
using OjAspire.ClusterSim.Manifests;
using OjAspire.ClusterSim.Pods;

namespace OjAspire.ClusterSim.Cluster;

/// <summary>
/// The objects of <c>k8s/</c> on one machine: each pod has a network namespace and an address on a virtual switch, a DNS server plays the
/// cluster's, and controllers and kubelet follow the manifests. Everything of it is gone when it is disposed of.
/// </summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    /// <summary>From a pod's becoming ready or unready until DNS and the Service know.</summary>
    public static readonly TimeSpan EndpointsLag = TimeSpan.FromSeconds(1);

    private const string NodeAddress = "10.244.1.1";
    private const string DnsAddress = "10.244.1.2";
    private const int FirstPod = 5;

    // What containers have of this machine's environment; everything else is the manifests'.
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "DOTNET_ROOT"];
    private static readonly Dictionary<string, string> Projects = new() { ["oj-api-server"] = "OjApi", ["oj-sandbox"] = "OjSandbox" };

    private readonly DirectoryInfo _folder;
    private readonly VirtualNetwork _network;
    private readonly SemaphoreSlim _adding = new(1);
    private readonly ClusterDns _dns;
    private readonly PodFiles _files;
    private readonly Prober _prober;
    private int _pods;

    private SimulatedCluster(DirectoryInfo folder, ClusterManifests manifests, VirtualNetwork network, ClusterDns dns)
    {
        (_folder, Manifests, _network, _dns) = (folder, manifests, network, dns);
        _files = new PodFiles(folder.FullName, DnsAddress, manifests.Namespace);
        _prober = new Prober(Node);
        Api = new Workload(manifests.Deployments["oj-api-server"], StartAsync, RemoveAsync);
        Sandboxes = new Workload(manifests.Deployments["oj-sandbox"], StartAsync, RemoveAsync);
        Endpoints = new Endpoints(Ready, dns, EndpointsLag);
    }

    public ClusterManifests Manifests { get; }

    /// <summary>The API servers.</summary>
    public Workload Api { get; }

    /// <summary>The sandboxes.</summary>
    public Workload Sandboxes { get; }

    /// <summary>The addresses that DNS and the Service have.</summary>
    public Endpoints Endpoints { get; }

    /// <summary>The network of the node, where probes and requests come from.</summary>
    public NetworkNamespace Node => _network.Machines[NodeAddress];

    /// <exception cref="NotSupportedException">This machine or this user cannot; the message says what is missing.</exception>
    public static async Task<SimulatedCluster> CreateAsync()
    {
        // Not below /tmp: pods have a /tmp of their own. By its beginning cluster-sim.sh finds it if this process is killed.
        var own = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var folder = Directory.CreateDirectory(string.Create(CultureInfo.InvariantCulture, $"/var/tmp/oj-cluster-sim-{Environment.ProcessId}-{own}"));
        VirtualNetwork? network = null;
        try
        {
            var manifests = ClusterManifests.Read(Path.Combine(Repository.Root, "k8s"), new Dictionary<string, string>
            {
                ["Oj__JoinToken"] = RandomNumberGenerator.GetHexString(32),
                ["ConnectionStrings__oj"] = $"Data Source={Path.Combine(folder.FullName, "oj.db")}",
            });
            network = await VirtualNetwork.CreateAsync();
            await network.AddAsync(NodeAddress);
            var dns = await ClusterDns.StartAsync(
                await network.AddAsync(DnsAddress), DnsAddress, folder.FullName, $"{manifests.Headless.Name}.{manifests.Namespace}.svc.cluster.local");
            return new SimulatedCluster(folder, manifests, network, dns);
        }
        catch
        {
            await (network?.DisposeAsync() ?? default);
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Cuts a pod's link without a word to anybody.</summary>
    public Task CutAsync(Pod pod) => _network.CutAsync(pod.Address);

    public Task MendAsync(Pod pod) => _network.MendAsync(pod.Address);

    public async ValueTask DisposeAsync()
    {
        await Endpoints.DisposeAsync();
        await Sandboxes.DisposeAsync();
        await Api.DisposeAsync();
        await _dns.DisposeAsync();
        await _network.DisposeAsync();
        _prober.Dispose();
        _adding.Dispose();
        _folder.Delete(recursive: true);
    }

    private IEnumerable<string> Ready() => Api.Pods.Concat(Sandboxes.Pods)
        .Where(pod => pod.IsReady && Manifests.Headless.Selects(pod.Template.Labels)).Select(pod => pod.Address);

    private async Task<Pod> StartAsync(Deployment deployment)
    {
        var number = Interlocked.Increment(ref _pods);
        var name = string.Create(CultureInfo.InvariantCulture, $"{deployment.Name}-{number}");
        var address = string.Create(CultureInfo.InvariantCulture, $"10.244.1.{FirstPod + number - 1}");
        var template = deployment.Template;
        var machine = await AddMachineAsync(address);
        var (inside, insideArguments) = _files.Inside(template.EmptyFolders, "dotnet", Repository.Program(Projects[template.Container]));
        var (program, arguments) = machine.Inside(inside, insideArguments);
        var process = ChildProcess.Start(program, arguments, EnvironmentOf(template, number, name, address), Inherited);
        return new Pod(name, address, template, process, _prober, () => Endpoints.Change());
    }

    private async Task<NetworkNamespace> AddMachineAsync(string address)
    {
        await _adding.WaitAsync();
        try
        {
            return await _network.AddAsync(address);
        }
        finally
        {
            _adding.Release();
        }
    }

    private async Task RemoveAsync(Pod pod)
    {
        await _adding.WaitAsync();
        try
        {
            await _network.RemoveAsync(pod.Address);
        }
        finally
        {
            _adding.Release();
        }
    }

    private Dictionary<string, string> EnvironmentOf(PodTemplate template, int number, string name, string address)
    {
        var environment = new Dictionary<string, string>(template.Environment);
        foreach (var (variable, field) in template.Fields)
        {
            environment[variable] = field switch
            {
                "metadata.name" => name,
                "metadata.namespace" => Manifests.Namespace,
                "status.podIP" => address,
                "metadata.labels['topology.kubernetes.io/zone']" => number % 2 == 0 ? "zone-a" : "zone-b",
                _ => throw new InvalidDataException($"{variable} is the field {field}, which the simulation does not know."),
            };
        }

        return environment;
    }
}
