using OjAspire.Chaos.Clients;
using OjAspire.Chaos.Cluster;
using OjAspire.ClusterSim.Clients;

namespace OjAspire.Chaos.Audit;

/// <summary>What a failure is looked into with.</summary>
/// <param name="rows">What is stored.</param>
/// <param name="replica">A client of any API server.</param>
internal sealed class Evidence(Ledger ledger, Tally tally, IReadOnlyList<StoredRow> rows, ChaosCluster cluster, HttpClient replica)
{
    /// <summary>All that is known of one submission, line by line.</summary>
    /// <param name="findings">What is wrong with it.</param>
    public async Task<IEnumerable<string>> StoryOfAsync(string token, IEnumerable<Finding> findings, CancellationToken cancellationToken)
    {
        var program = ledger.Programs.GetValueOrDefault(token);
        var acknowledgement = tally.Acknowledged.GetValueOrDefault(token);
        return
        [
            $"{token}:",
            .. findings.Select(finding => $"  {finding.What}"),
            $"  program: {program?.ToString().ReplaceLineEndings("\\n") ?? "of an unanswered request"}",
            $"  {acknowledgement?.ToString() ?? "never acknowledged"}",
            .. rows.Where(row => row.Token == Guid.Parse(token)).Select(row => $"  stored: {row}"),
            $"  answer: {await AnswerAsync(token, cancellationToken)}",
            .. cluster.Members.SelectMany(member => member.Log)
                .Where(line => line.Contains(token, StringComparison.OrdinalIgnoreCase)).Select(line => $"  {line}"),
        ];
    }

    /// <summary>Writes everything that was printed to a folder.</summary>
    public static async Task KeepAsync(string folder, Journal journal, ChaosCluster cluster)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(Path.Combine(folder, "journal.log"), journal.Lines);
        foreach (var member in cluster.Members)
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, member.Name.Replace(' ', '-') + ".log"), member.Log);
        }
    }

    private async Task<string> AnswerAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await replica.GetAsync(new Uri($"/submissions/{token}?fields=*", UriKind.Relative), cancellationToken);
            return (await response.Content.ReadAsStringAsync(cancellationToken)).ReplaceLineEndings(" ");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return failure.Message;
        }
    }
}
