using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using OjAspire.Chaos.Cluster;

namespace OjAspire.Chaos.Audit;

/// <summary>
/// Results that came as repeats, by the pages of the API servers. A page starts anew with the process, so it is read every second; what
/// happens in the last second before a kill is missed, and the sum is a lower bound.
/// </summary>
internal sealed partial class RepeatCount : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<(string Member, int Life), long> _seen = new();
    private readonly Task _reading;

    public RepeatCount(ChaosCluster cluster) => _reading = Task.WhenAll(cluster.Replicas.Select(replica => ReadAsync(replica, cluster)));

    /// <summary>How many there were at least.</summary>
    public long Total => _seen.Values.Sum();

    /// <summary>What a page says.</summary>
    public static long Read(string page) =>
        Series().Matches(page).Sum(match => (long)double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _end.Dispose();
    }

    [GeneratedRegex("""^oj_api_results_total\{[^}]*oj_result_outcome="repeat"[^}]*\} (?<value>\S+)""", RegexOptions.Multiline)]
    private static partial Regex Series();

    private async Task ReadAsync(Member replica, ChaosCluster cluster)
    {
        using var client = cluster.CreateClient(replica, Patience);
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                await ReadOnceAsync(replica, client);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    private async Task ReadOnceAsync(Member replica, HttpClient client)
    {
        var life = replica.Lives;
        try
        {
            var page = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), _end.Token);
            if (replica.Lives == life)
            {
                _seen[(replica.Name, life)] = Read(page);
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // It cannot be read now.
        }
    }
}
