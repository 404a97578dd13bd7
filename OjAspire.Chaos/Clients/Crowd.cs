using OjAspire.ClusterSim.Clients;

namespace OjAspire.Chaos.Clients;

/// <summary>
/// All clients. Each has one submission at a time that it has not got the verdict of or given up, so a slow machine gets fewer submissions,
/// and not a longer queue.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int Count = 40;

    private readonly CancellationTokenSource _enough = new();
    private readonly Task _running;

    /// <param name="seed">Of what they do.</param>
    public Crowd(int seed, IReadOnlyList<Replica> replicas, Ledger ledger, Tally tally) =>
        _running = Task.WhenAll(Enumerable.Range(0, Count)
            .Select(number => new Client(number, new Random(unchecked(seed + number)), replicas, ledger, tally).RunAsync(_enough.Token)));

    /// <summary>Has no more submitted, and waits for the answers that are due.</summary>
    public async Task EndAsync()
    {
        await _enough.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _enough.Dispose();
    }
}
