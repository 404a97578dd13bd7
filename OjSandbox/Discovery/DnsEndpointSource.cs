using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OjSandbox.Discovery;

/// <summary>
/// Asks the system resolver, which knows the pod's search path, for every address of each headless Service, over and
/// over. Look-ups of one name never overlap, and a name that is slow to be resolved does not hold up the others.
/// </summary>
internal sealed class DnsEndpointSource : BackgroundService
{
    // Taken off the period, so that many sandboxes do not ask at once and yet none asks later than the period says.
    private const double Jitter = 0.1;
    // Of the period: the pause that is left when the resolver itself takes as long as the period.
    private const double LeastPause = 0.1;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _period;
    private readonly SchedulerEndpoints _endpoints;
    private readonly TimeProvider _time;
    private readonly SchedulerEndpoint[] _literals;
    private readonly HeadlessName[] _names;

    public DnsEndpointSource(
        DiscoverySettings settings,
        SchedulerEndpoints endpoints,
        AddressLookup lookup,
        DiscoveryMetrics metrics,
        TimeProvider time,
        ILogger<DnsEndpointSource> logger)
    {
        _period = settings.ResolvePeriod;
        _endpoints = endpoints;
        _time = time;
        _literals = [.. settings.Addresses.Where(address => address.IsLiteral)
            .Select(address => address.At(HeadlessName.Plain(IPAddress.Parse(address.Host))))];
        _names = [.. settings.Addresses.Where(address => !address.IsLiteral).Distinct()
            .Select(address => new HeadlessName(address, lookup, metrics, time, logger))];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _endpoints.Publish(_literals);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var rounds = _names.ToDictionary(name => RoundAsync(name, TimeSpan.Zero, ending.Token));
        try
        {
            while (rounds.Count > 0)
            {
                // One publisher for all names, so that no list overwrites a newer one.
                var ended = await Task.WhenAny(rounds.Keys);
                var took = await ended;
                _endpoints.Publish(_literals.Concat(_names.SelectMany(each => each.Endpoints)));
                rounds.Remove(ended, out var name);
                rounds.Add(RoundAsync(name!, Pause(name!, took), ending.Token), name!);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await ((Task)Task.WhenAll(rounds.Keys)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> RoundAsync(HeadlessName name, TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, _time, cancellationToken);
        var started = _time.GetTimestamp();
        await name.RefreshAsync(cancellationToken);
        return _time.GetElapsedTime(started);
    }

    private TimeSpan Pause(HeadlessName name, TimeSpan took)
    {
        // A resolver in trouble is asked more often: when it is back, that is to be seen at once.
        var period = name.IsFailing && RetryAfter < _period ? RetryAfter : _period;
        var pause = (period * (1 - (Jitter * Random.Shared.NextDouble()))) - took;
        return pause > period * LeastPause ? pause : period * LeastPause;
    }
}
