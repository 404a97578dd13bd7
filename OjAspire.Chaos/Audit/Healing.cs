using System.Text.Json.Nodes;
using OjAspire.Chaos.Cluster;

namespace OjAspire.Chaos.Audit;

/// <summary>Whether the application is whole: everything that was broken comes back by itself.</summary>
/// <param name="replicas">Clients of all API servers.</param>
internal sealed class Healing(IReadOnlyList<HttpClient> replicas)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Ends when every API server is well and has the slots of all sandboxes.</summary>
    /// <exception cref="TimeoutException">One has not within the patience; the message says which.</exception>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(patience, TimeProvider.System);
        while (true)
        {
            var looks = await Task.WhenAll(replicas.Select(replica => LookAsync(replica, cancellationToken)));
            var missing = looks.Where(each => each is not null).ToArray();
            if (missing.Length == 0)
            {
                return;
            }

            if (over.IsCancellationRequested)
            {
                throw new TimeoutException(string.Join("; ", missing));
            }

            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<string?> LookAsync(HttpClient replica, CancellationToken cancellationToken)
    {
        try
        {
            using var health = await replica.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
            if (!health.IsSuccessStatusCode)
            {
                return $"{replica.BaseAddress} says {await health.Content.ReadAsStringAsync(cancellationToken)}";
            }

            var status = JsonNode.Parse(await replica.GetStringAsync(new Uri("/sandbox/status", UriKind.Relative), cancellationToken))!;
            var slots = status["total_count"]!.GetValue<int>();
            return slots == ChaosCluster.Slots ? null : $"{replica.BaseAddress} has {slots} slots of {ChaosCluster.Slots}";
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return $"{replica.BaseAddress} does not answer: {failure.Message}";
        }
    }
}
