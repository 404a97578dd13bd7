using System.Text.Json.Nodes;
using OjAspire.ClusterSim.Clients;

namespace OjAspire.Chaos.Audit;

/// <summary>Whether what was sent several times under one idempotency key was taken once.</summary>
internal static class KeyAudit
{
    /// <summary>The source of every stored submission, by token; of those that nobody was told of a replica is asked.</summary>
    /// <exception cref="HttpRequestException">The replica does not answer.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadSourcesAsync(
        IReadOnlyList<StoredRow> rows, Ledger ledger, HttpClient replica, CancellationToken cancellationToken)
    {
        var sources = new Dictionary<string, string>();
        foreach (var token in rows.Select(row => row.Token.ToString()))
        {
            sources[token] = ledger.Programs.TryGetValue(token, out var program) ? program.Source : await AskAsync(token);
        }

        return sources;

        async Task<string> AskAsync(string token)
        {
            var answer = await replica.GetStringAsync(new Uri($"/submissions/{token}?fields=source_code", UriKind.Relative), cancellationToken);
            return JsonNode.Parse(answer)!["source_code"]!.GetValue<string>();
        }
    }

    /// <param name="sources">What is stored: tokens with their sources, of which no two programs have the same.</param>
    /// <param name="keyed">The sources that were sent with a key.</param>
    /// <returns>What is there more than once.</returns>
    public static IReadOnlyList<Finding> Compare(IReadOnlyDictionary<string, string> sources, IEnumerable<string> keyed)
    {
        var tokens = sources.ToLookup(each => each.Value, each => each.Key);
        return
        [
            .. keyed.Where(source => tokens[source].Count() > 1).SelectMany(source => tokens[source])
                .Select(token => new Finding(token, IsLost: false, "is not the only submission of its idempotency key")),
        ];
    }
}
