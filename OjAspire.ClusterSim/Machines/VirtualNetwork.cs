using System.Globalization;

namespace OjAspire.ClusterSim.Machines;

/// <summary>
/// Machines on one switch, each a network namespace with an address: what nodes or pods of a cluster are to one another.
/// Every link can be cut so that nobody is told: packets get lost, and nothing else happens.
/// </summary>
internal sealed class VirtualNetwork : IAsyncDisposable
{
    private const string Switch = "switch";
    private const string Interface = "eth0";
    // No interface has this address, so whatever is sent there is lost.
    private const string Nobody = "02:00:00:00:00:01";

    private readonly NetworkNamespace _switch;
    private readonly Dictionary<string, NetworkNamespace> _machines = [];
    private readonly Dictionary<string, string> _ports = [];
    private int _added;

    private VirtualNetwork(NetworkNamespace itself) => _switch = itself;

    /// <summary>The machines by address.</summary>
    public IReadOnlyDictionary<string, NetworkNamespace> Machines => _machines;

    public static async Task<VirtualNetwork> CreateAsync()
    {
        var network = new VirtualNetwork(await NetworkNamespace.CreateAsync());
        await network._switch.IpAsync("link", "add", Switch, "type", "bridge");
        await network._switch.IpAsync("link", "set", Switch, "up");
        return network;
    }

    /// <summary>Adds a machine.</summary>
    /// <param name="address">Its address, IPv4 or IPv6; all machines are on one subnet, a /24 or a /64.</param>
    public async Task<NetworkNamespace> AddAsync(string address)
    {
        var machine = await NetworkNamespace.CreateAsync();
        _machines.Add(address, machine);
        var port = _ports[address] = string.Create(CultureInfo.InvariantCulture, $"port{_added++}");
        var keeper = machine.KeeperId.ToString(CultureInfo.InvariantCulture);
        await _switch.IpAsync("link", "add", port, "type", "veth", "peer", "name", Interface, "netns", keeper);
        await _switch.IpAsync("link", "set", port, "master", Switch, "up");
        string[] subnet = address.Contains(':', StringComparison.Ordinal) ? [address + "/64", "nodad"] : [address + "/24"];
        await machine.IpAsync(["address", "add", .. subnet, "dev", Interface]);
        await machine.IpAsync("link", "set", Interface, "up");
        return machine;
    }

    /// <summary>Takes a machine away. Its link goes with the last process in it, and nobody answers at its address any more.</summary>
    public async Task RemoveAsync(string address)
    {
        _ports.Remove(address);
        _machines.Remove(address, out var machine);
        await machine!.DisposeAsync();
    }

    /// <summary>Cuts a machine off from all others. To itself its link looks as well as ever.</summary>
    public Task CutAsync(string address) => _switch.IpAsync("link", "set", _ports[address], "nomaster");

    public Task MendAsync(string address) => _switch.IpAsync("link", "set", _ports[address], "master", Switch);

    /// <summary>Cuts two machines off from each other; all others reach both.</summary>
    public async Task PartAsync(string one, string other)
    {
        await _machines[one].IpAsync("neighbour", "replace", other, "lladdr", Nobody, "dev", Interface, "nud", "permanent");
        await _machines[other].IpAsync("neighbour", "replace", one, "lladdr", Nobody, "dev", Interface, "nud", "permanent");
    }

    public async Task RejoinAsync(string one, string other)
    {
        await _machines[one].IpAsync("neighbour", "del", other, "dev", Interface);
        await _machines[other].IpAsync("neighbour", "del", one, "dev", Interface);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines.Values.Append(_switch))
        {
            await machine.DisposeAsync();
        }
    }
}
