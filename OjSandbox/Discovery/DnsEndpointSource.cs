using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OjSandbox.Discovery;

/// <summary>
/// Asks the system resolver, which knows the pod's search path, for every address of a headless Service, over and
/// over, one look-up after the other. A resolver that fails has not said that the service is empty: what it said last stands.
/// </summary>
internal sealed partial class DnsEndpointSource(
    DiscoverySettings settings,
    SchedulerEndpoints endpoints,
    AddressLookup lookup,
    DiscoveryMetrics metrics,
    TimeProvider time,
    ILogger<DnsEndpointSource> logger) : BackgroundService
{
    // Taken off the period, so that many sandboxes do not ask at once and yet none asks later than the period says.
    private const double Jitter = 0.1;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Dictionary<SchedulerAddress, IReadOnlyList<SchedulerEndpoint>> _known = [];
    private readonly HashSet<SchedulerAddress> _failing = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var address in settings.Addresses)
            {
                await RefreshAsync(address, stoppingToken);
            }

            endpoints.Publish(_known.Values.SelectMany(found => found));
            if (settings.Addresses.All(address => address.IsLiteral))
            {
                return;
            }

            // A resolver in trouble is asked more often: when it is back, that is to be seen at once.
            var period = _failing.Count > 0 && RetryAfter < settings.ResolvePeriod ? RetryAfter : settings.ResolvePeriod;
            await Task.Delay(period * (1 - (Jitter * Random.Shared.NextDouble())), time, stoppingToken);
        }
    }

    private async Task RefreshAsync(SchedulerAddress address, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            // The system's resolver cannot be interrupted and has a time-out of its own; waiting it out keeps look-ups
            // from overlapping. Only the end of the host stops the waiting.
            var found = address.IsLiteral ? [IPAddress.Parse(address.Host)] : await lookup(address.Host, cancellationToken).WaitAsync(cancellationToken);
            Answered(address, [.. found.Select(address.At)], started);
        }
        catch (SocketException nothing) when (nothing.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            Answered(address, [], started);
        }
        catch (SocketException failure)
        {
            metrics.Resolved(time.GetElapsedTime(started), size: null);
            if (_failing.Add(address))
            {
                Log.ResolverFailed(logger, address.Host, failure.SocketErrorCode, _known.GetValueOrDefault(address)?.Count ?? 0);
            }
        }
    }

    private void Answered(SchedulerAddress address, IReadOnlyList<SchedulerEndpoint> found, long started)
    {
        metrics.Resolved(time.GetElapsedTime(started), found.Count);
        if (_failing.Remove(address))
        {
            Log.ResolverRecovered(logger, address.Host, found.Count);
        }

        if (found.Count == 0 && _known.GetValueOrDefault(address) is null or { Count: > 0 })
        {
            Log.NoAddresses(logger, address.Host);
        }

        _known[address] = found;
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
    }
}
