using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OjAspire.Tests.Processes;
using Xunit.Abstractions;

namespace OjAspire.Tests.Scheduling;

/// <summary>
/// Several replicas and sandboxes as real processes: what was accepted first starts first, at whichever replica it waits. A job
/// may be overtaken by no more than one round of claims: by a job for each slot that was claimed before it became the oldest, and
/// one for each slot that was claimed while the answers to those were still under way.
/// </summary>
public sealed class AcrossReplicasTests(ITestOutputHelper output)
{
    private const int Bash = 46;
    private const int Python = 71;

    [Fact]
    public async Task A_replica_with_a_thousand_jobs_does_not_starve_one_with_ten()
    {
        const int slots = 2;
        await using var cluster = await StartAsync("127.0.0.21", "127.0.0.22");
        cluster.StartSandbox(slots, cluster.Replicas.Keys);
        await cluster.Client("127.0.0.21").WaitForSlotsAsync(slots);
        await cluster.Client("127.0.0.22").WaitForSlotsAsync(slots);

        // Both slots are taken while the queues fill.
        await PostAsync(cluster, "127.0.0.22", slots, "sleep 2");
        await PostAsync(cluster, "127.0.0.21", 20);
        var few = await PostAsync(cluster, "127.0.0.22", 10);
        await PostAsync(cluster, "127.0.0.21", 970);
        await FinishedAsync(cluster, "127.0.0.22", few);

        var starts = await StartsAsync(cluster);
        var mostOvertaken = Tell(starts);
        Assert.All(starts.Take(slots + 20 + few.Count), start => Assert.NotNull(start.StartedAt));
        Assert.InRange(mostOvertaken, 0, 2 * slots);
    }

    [Fact]
    public async Task Three_replicas_and_two_sandboxes_start_two_languages_in_the_order_of_acceptance()
    {
        const int slots = 4;
        string[] addresses = ["127.0.0.23", "127.0.0.24", "127.0.0.25"];
        await using var cluster = await StartAsync(addresses);
        cluster.StartSandbox(slots / 2, addresses);
        cluster.StartSandbox(slots / 2, addresses);
        foreach (var address in addresses)
        {
            await cluster.Client(address).WaitForSlotsAsync(slots);
        }

        // A machine that is busy with other things may deliver messages late once. It does not do so three times, one after the other.
        var mostOvertaken = int.MaxValue;
        for (var attempt = 0; attempt < 3 && mostOvertaken > 2 * slots; attempt++)
        {
            var before = (await StartsAsync(cluster)).Count;
            await FinishedAsync(cluster, addresses[0], await PostInTurnAsync(cluster, addresses, slots));
            mostOvertaken = Tell([.. (await StartsAsync(cluster)).Skip(before)]);
        }

        Assert.InRange(mostOvertaken, 0, 2 * slots);
    }

    private static async Task<List<string>> PostInTurnAsync(ProcessCluster cluster, string[] addresses, int slots)
    {
        // All slots are taken while the queues fill: what is accepted at one moment gets into its queue only after the commit.
        var tokens = await PostAsync(cluster, addresses[0], slots, "sleep 3");
        for (var round = 0; round < 12; round++)
        {
            var count = 1 + (round % 5 * 2);
            tokens.AddRange(await (round % 2 == 0
                ? PostAsync(cluster, addresses[round % 3], count)
                : PostAsync(cluster, addresses[round % 3], count, "print()", Python)));
        }

        return tokens;
    }

    private static async Task<ProcessCluster> StartAsync(params string[] addresses)
    {
        var cluster = ProcessCluster.Create();
        foreach (var address in addresses)
        {
            await cluster.StartReplicaAsync(address, new Dictionary<string, string> { ["Judge0__MaxSubmissionBatchSize"] = "1000" });
        }

        return cluster;
    }

    private static async Task<List<string>> PostAsync(ProcessCluster cluster, string address, int count, string source = ":", int languageId = Bash)
    {
        var body = new { submissions = Enumerable.Repeat(new { language_id = languageId, source_code = source }, count) };
        using var response = await cluster.Client(address).Http.PostAsJsonAsync("/submissions/batch", body);
        var answer = (await response.Content.ReadFromJsonAsync<JsonArray>())!;
        return [.. answer.Select(item => item!["token"]!.GetValue<string>())];
    }

    private static async Task FinishedAsync(ProcessCluster cluster, string address, List<string> tokens)
    {
        var client = cluster.Client(address);
        foreach (var token in tokens)
        {
            Assert.Equal("AC", (await client.WaitForVerdictAsync(token))["verdict"]!.GetValue<string>());
        }
    }

    /// <summary>All submissions in the order of their acceptance.</summary>
    private static async Task<List<Start>> StartsAsync(ProcessCluster cluster)
    {
        await using var connection = await cluster.Store.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT CreatedAt, StartedAt, Owner FROM submissions ORDER BY CreatedAt, Id";
        await using var reader = await command.ExecuteReaderAsync();
        var starts = new List<Start>();
        while (await reader.ReadAsync())
        {
            starts.Add(new Start(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.GetString(2)));
        }

        return starts;
    }

    /// <summary>By how many younger jobs a job was overtaken at most.</summary>
    private int Tell(List<Start> starts)
    {
        var started = starts.Where(start => start.StartedAt is not null).ToList();
        var most = 0;
        foreach (var start in started)
        {
            var overtakers = started.Count(other => other.StartedAt < start.StartedAt && other.CreatedAt > start.CreatedAt);
            if (overtakers > 0)
            {
                output.WriteLine($"accepted {start.CreatedAt} at {start.Owner}, started {start.StartedAt}, overtaken by {overtakers}");
            }

            most = Math.Max(most, overtakers);
        }

        var runs = new List<(string Owner, int Count)>();
        foreach (var owner in started.OrderBy(start => start.StartedAt).Select(start => start.Owner))
        {
            if (runs.Count == 0 || runs[^1].Owner != owner)
            {
                runs.Add((owner, 0));
            }

            runs[^1] = (owner, runs[^1].Count + 1);
        }

        output.WriteLine(string.Join(", ", runs.Select(run => $"{run.Count} of {run.Owner[^4..]}")));
        output.WriteLine($"{started.Count} of {starts.Count} started; most overtaken: {most}");
        return most;
    }

    /// <summary>Times in microseconds since 1970.</summary>
    private sealed record Start(long CreatedAt, long? StartedAt, string Owner);
}
