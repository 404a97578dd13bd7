using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OjAspire.ClusterSim.Clients;

/// <summary>
/// Every submission that was acknowledged, with the verdict it must get and, once known, the one it got. Each has to be final, right,
/// the same at every replica, and never another one or recorded anew later.
/// </summary>
internal sealed class Ledger
{
    /// <summary>The largest status that is not final.</summary>
    public const int Processing = 2;

    // What the interface allows in one batch.
    private const int BatchSize = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, JudgedProgram> _programs = new();
    private readonly ConcurrentDictionary<string, Verdict> _verdicts = new();

    /// <summary>How many were acknowledged.</summary>
    public int Count => _programs.Count;

    /// <summary>Takes an acknowledged submission in.</summary>
    /// <exception cref="InvalidDataException">Its token was given before.</exception>
    public void Add(string token, JudgedProgram program)
    {
        if (!_programs.TryAdd(token, program))
        {
            throw new InvalidDataException($"Token {token} was given to two submissions.");
        }
    }

    /// <summary>Asks every replica for every submission until all are final.</summary>
    /// <returns>What is wrong; nothing when every submission has its one right verdict.</returns>
    public async Task<IReadOnlyList<string>> AuditAsync(IReadOnlyList<HttpClient> replicas, CancellationToken cancellationToken)
    {
        var wrong = new List<string>();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        foreach (var tokens in _programs.Keys.Chunk(BatchSize))
        {
            foreach (var replica in replicas)
            {
                var open = tokens;
                while (true)
                {
                    var answers = await AskAsync(replica, open, cancellationToken);
                    open = [.. open.Where((token, index) => !Note(token, answers[index], wrong))];
                    if (open.Length == 0)
                    {
                        break;
                    }

                    if (patience.IsCancellationRequested)
                    {
                        return [.. wrong, .. open.Select(token => $"{token} has no verdict at {replica.BaseAddress}")];
                    }

                    await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
                }
            }
        }

        return wrong;
    }

    private static async Task<JsonArray> AskAsync(HttpClient replica, string[] tokens, CancellationToken cancellationToken)
    {
        var path = $"/submissions/batch?fields=token,status,finished_at&tokens={string.Join(',', tokens)}";
        var answer = JsonNode.Parse(await replica.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken));
        return answer!["submissions"]!.AsArray();
    }

    /// <summary>Compares what a replica says with what must be and with what was said before.</summary>
    /// <returns>Whether it is final.</returns>
    private bool Note(string token, JsonNode? answer, List<string> wrong)
    {
        if (answer is null)
        {
            wrong.Add($"{token} was acknowledged and is not known");
            return true;
        }

        var status = answer["status"]!["id"]!.GetValue<int>();
        if (status <= Processing)
        {
            return false;
        }

        var verdict = new Verdict(status, answer["finished_at"]!.GetValue<string>());
        var first = _verdicts.GetOrAdd(token, verdict);
        if (first != verdict)
        {
            wrong.Add($"{token} had {first} and then {verdict}");
        }
        else if (status != _programs[token].Status)
        {
            wrong.Add($"{token} has status {status} and should have {_programs[token].Status}");
        }

        return true;
    }

    private sealed record Verdict(int Status, string FinishedAt);
}
