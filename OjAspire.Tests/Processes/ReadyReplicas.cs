using System.Collections.Immutable;

namespace OjAspire.Tests.Processes;

/// <summary>
/// What a Service is to its clients: requests go in turn to the replicas that were ready when they were last asked, once a
/// second. So a replica that has just said that it stops goes on getting requests for a while.
/// </summary>
internal sealed class ReadyReplicas : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _looking;
    private readonly HttpClient _probe = new() { Timeout = TimeSpan.FromSeconds(5) };
    private ImmutableList<HttpClient> _all = [];
    private ImmutableList<HttpClient> _ready = [];
    private uint _turn;

    public ReadyReplicas() => _looking = LookAsync();

    /// <summary>Makes replicas known, and waits until all of them get requests.</summary>
    public async Task AddAsync(params IEnumerable<Uri> addresses)
    {
        var clients = addresses.Select(address => new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) }).ToArray();
        _all = _all.AddRange(clients);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!clients.All(_ready.Contains))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    public HttpClient Next()
    {
        var ready = _ready;
        return ready[(int)(Interlocked.Increment(ref _turn) % (uint)ready.Count)];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _all.ForEach(client => client.Dispose());
        _probe.Dispose();
        _end.Dispose();
    }

    private async Task LookAsync()
    {
        try
        {
            while (true)
            {
                var all = _all;
                var ready = await Task.WhenAll(all.Select(IsReadyAsync));
                _ready = [.. all.Where((_, index) => ready[index])];
                await Task.Delay(LookEvery, TimeProvider.System, _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The test ends.
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var response = await _probe.GetAsync(new Uri(client.BaseAddress!, "/health"), _end.Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
