using OjSandbox.Configuration;

namespace OjSandbox.Discovery;

/// <summary>The checked and read form of <see cref="DiscoveryOptions"/>.</summary>
internal sealed record DiscoverySettings
{
    private const string DefaultAddress = "oj-api-server-headless:3001";

    /// <summary>What DNS is asked for.</summary>
    public required IReadOnlyList<SchedulerAddress> Addresses { get; init; }

    /// <summary>Absolute path of the replica list; <see langword="null"/> when DNS is asked.</summary>
    public string? ReplicaList { get; init; }

    /// <summary>Longest time from one look-up to the next.</summary>
    public TimeSpan ResolvePeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reads the options; every fault is added to <paramref name="failures"/>.</summary>
    public static DiscoverySettings Read(DiscoveryOptions options, ICollection<string> failures) => new()
    {
        Addresses = ReadAddresses(options.SchedulerAddress, failures),
        ReplicaList = string.IsNullOrWhiteSpace(options.ReplicaList) ? null : Path.GetFullPath(options.ReplicaList),
        ResolvePeriod = DurationText.Read(DiscoveryOptions.ResolvePeriodKey, options.ResolvePeriod,
            TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(0.1), TimeSpan.FromHours(1), failures),
    };

    private static List<SchedulerAddress> ReadAddresses(string? text, ICollection<string> failures)
    {
        var written = string.IsNullOrWhiteSpace(text) ? DefaultAddress : text;
        var addresses = new List<SchedulerAddress>();
        foreach (var part in written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (SchedulerAddress.TryParse(part, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                failures.Add($"{DiscoveryOptions.SchedulerAddressKey}: '{part}' is not host:port; write for example {DefaultAddress}, 10.0.0.1:3001 or [::1]:3001.");
            }
        }

        if (addresses.Count == 0 && failures.Count == 0)
        {
            failures.Add($"{DiscoveryOptions.SchedulerAddressKey}: '{written}' names no host; write for example {DefaultAddress}.");
        }

        return addresses;
    }
}
