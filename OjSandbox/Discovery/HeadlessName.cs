using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace OjSandbox.Discovery;

/// <summary>
/// The name of a headless Service and what DNS said of it last. A resolver that fails has not said that addresses are
/// gone. Not thread-safe: one look-up comes after the other.
/// </summary>
/// <remarks>
/// The system's resolver passes some failures off as good answers. Asked for both families it gives the one it got when
/// the other one failed; and with a search path, as every pod has, a time-out under the full name is followed by a
/// question for the bare name, whose "no such host" is all that one hears. So when all addresses of a family
/// are suddenly missing, that family is asked for alone, under the full name that the last good answer came with.
/// </remarks>
internal sealed partial class HeadlessName(
    SchedulerAddress address,
    AddressLookup lookup,
    DiscoveryMetrics metrics,
    TimeProvider time,
    ILogger logger)
{
    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private IReadOnlyList<IPAddress>? _known;
    private string _fullName = address.Host;

    /// <summary>Whether the newest look-up failed, in whole or in part.</summary>
    public bool IsFailing { get; private set; }

    /// <summary>Every address known at the moment, as endpoints.</summary>
    public IEnumerable<SchedulerEndpoint> Endpoints => At(_known ?? []);

    /// <summary>An IPv4 address that was written as an IPv6 one is the same replica's as the IPv4 address.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>Asks once.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var answer = await AskAsync(address.Host, AddressFamily.Unspecified, cancellationToken);
        if (answer.Failure is not null)
        {
            Failed(answer.Failure.Value, _known ?? [], started);
            return;
        }

        List<IPAddress> found = [.. answer.Addresses];
        List<IPAddress> standing = [];
        SocketError? failure = null;
        foreach (var family in Families)
        {
            var before = (_known ?? []).Where(known => known.AddressFamily == family);
            if (!before.Any() || found.Exists(each => each.AddressFamily == family))
            {
                continue;
            }

            var alone = await AskAsync(_fullName, family, cancellationToken);
            failure ??= alone.Failure;
            found.AddRange(alone.Addresses);
            standing.AddRange(alone.Failure is null ? [] : before);
        }

        found.AddRange(standing);
        if (failure is not null)
        {
            Failed(failure.Value, standing, started);
        }
        else
        {
            Answered(At(found).Count(), started);
        }

        Know(found);
    }

    private async Task<(IReadOnlyList<IPAddress> Addresses, SocketError? Failure)> AskAsync(
        string host, AddressFamily family, CancellationToken cancellationToken)
    {
        try
        {
            // The system's resolver cannot be interrupted and has a time-out of its own; waiting it out keeps look-ups
            // from overlapping. Only the end of the host stops the waiting.
            var entry = await lookup(host, family, cancellationToken).WaitAsync(cancellationToken);
            // An alias is asked for by its own name: where it points to may change.
            if ((entry.HostName + ".").StartsWith(address.Host.TrimEnd('.') + ".", StringComparison.OrdinalIgnoreCase))
            {
                _fullName = entry.HostName.TrimEnd('.') + ".";
            }

            return (entry.AddressList, null);
        }
        catch (SocketException nothing) when (nothing.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return ([], null);
        }
        catch (SocketException failure)
        {
            return ([], failure.SocketErrorCode);
        }
    }

    // Only here does an IPv4 address in an AAAA record become one, as it comes and goes with the IPv6 addresses.
    private IEnumerable<SchedulerEndpoint> At(IEnumerable<IPAddress> addresses) =>
        addresses.Select(each => address.At(Plain(each))).Distinct();

    private void Failed(SocketError error, IReadOnlyCollection<IPAddress> standing, long started)
    {
        metrics.Resolved(time.GetElapsedTime(started), size: null);
        if (!IsFailing)
        {
            IsFailing = true;
            Log.ResolverFailed(logger, address.Host, error, At(standing).Count());
        }
    }

    private void Answered(int count, long started)
    {
        metrics.Resolved(time.GetElapsedTime(started), count);
        if (IsFailing)
        {
            IsFailing = false;
            Log.ResolverRecovered(logger, address.Host, count);
        }
    }

    private void Know(List<IPAddress> found)
    {
        if (found.Count == 0)
        {
            if (_known is null or { Count: > 0 })
            {
                Log.NoAddresses(logger, address.Host);
            }
        }
        else
        {
            foreach (var gone in Endpoints.Except(At(found)))
            {
                Log.AddressGone(logger, address.Host, gone);
            }
        }

        _known = found;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2111, EventName = nameof(ResolverFailed), Level = LogLevel.Warning,
            Message = "The resolver failed to look up {Host} ({Error}); the last known {Count} address(es) stand")]
        public static partial void ResolverFailed(ILogger logger, string host, SocketError error, int count);

        [LoggerMessage(EventId = 2112, EventName = nameof(ResolverRecovered), Level = LogLevel.Information,
            Message = "The resolver is back: {Host} has {Count} address(es)")]
        public static partial void ResolverRecovered(ILogger logger, string host, int count);

        [LoggerMessage(EventId = 2113, EventName = nameof(NoAddresses), Level = LogLevel.Information,
            Message = "{Host} has no address at the moment")]
        public static partial void NoAddresses(ILogger logger, string host);

        [LoggerMessage(EventId = 2114, EventName = nameof(AddressGone), Level = LogLevel.Information,
            Message = "{Host} has no longer {Endpoint}; a stream to it that lives is left to end")]
        public static partial void AddressGone(ILogger logger, string host, SchedulerEndpoint endpoint);
    }
}
