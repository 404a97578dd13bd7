using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OjAspire.ClusterSim.Clients;

/// <summary>
/// Every submission that was acknowledged, with the verdict it must get and, once known, the one it got. Each has to be final, right,
/// the same at every replica, and never another one or recorded anew later. Any number may use it at once, but a submission one at a time.
/// </summary>
internal sealed class Ledger
{
    /// <summary>What <see cref="Note"/> has to be told of a submission, as the interface's <c>fields</c>.</summary>
    public const string Fields = "token,status,finished_at";

    /// <summary>The largest status that is not final.</summary>
    public const int Processing = 2;

    // What the interface allows in one batch.
    private const int BatchSize = 20;
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, JudgedProgram> _programs = new();
    private readonly ConcurrentDictionary<string, SeenVerdict> _verdicts = new();
    private readonly ConcurrentDictionary<Finding, bool> _findings = new();

    /// <summary>How many were acknowledged.</summary>
    public int Count => _programs.Count;

    /// <summary>What was acknowledged, by token.</summary>
    public IReadOnlyDictionary<string, JudgedProgram> Programs => _programs;

    /// <summary>The first verdict that was told of each, by token.</summary>
    public IReadOnlyDictionary<string, SeenVerdict> Verdicts => _verdicts;

    /// <summary>What is wrong by what was noted so far.</summary>
    public IReadOnlyList<Finding> Findings => [.. _findings.Keys];

    /// <summary>Takes an acknowledged submission in.</summary>
    /// <exception cref="InvalidDataException">Its token was given before.</exception>
    public void Add(string token, JudgedProgram program)
    {
        if (!_programs.TryAdd(token, program))
        {
            throw new InvalidDataException($"Token {token} was given to two submissions.");
        }
    }

    /// <summary>Compares what a replica says of a submission with what must be and with what was said before.</summary>
    /// <param name="answer">Its <see cref="Fields"/>; null when the replica does not know it.</param>
    /// <returns>Whether there is nothing to wait for any more.</returns>
    public bool Note(string token, JsonNode? answer)
    {
        if (answer is null)
        {
            return Find(token, isLost: true, "was acknowledged and is not known");
        }

        var status = answer["status"]!["id"]!.GetValue<int>();
        if (status <= Processing)
        {
            return _verdicts.TryGetValue(token, out var had) && Find(token, isLost: false, $"had {had} and then status {status}");
        }

        var verdict = new SeenVerdict(status, answer["finished_at"]!.GetValue<string>());
        var first = _verdicts.GetOrAdd(token, verdict);
        if (first != verdict)
        {
            return Find(token, isLost: false, $"had {first} and then {verdict}");
        }

        var right = _programs[token].Status;
        return status == right || Find(token, isLost: false, $"has status {status} and should have {right}");
    }

    /// <summary>Asks every replica for every submission until all are final.</summary>
    /// <param name="patience">How long submissions that are not final are waited for; none means 45 s.</param>
    /// <returns>What is wrong; nothing when every submission has its one right verdict.</returns>
    /// <exception cref="HttpRequestException">A replica does not answer.</exception>
    public async Task<IReadOnlyList<Finding>> AuditAsync(
        IReadOnlyList<HttpClient> replicas, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        using var over = new CancellationTokenSource(patience ?? UsualPatience, TimeProvider.System);
        foreach (var tokens in _programs.Keys.Chunk(BatchSize))
        {
            foreach (var replica in replicas)
            {
                var open = await NoteAsync(replica, tokens, cancellationToken);
                while (open.Length > 0 && !over.IsCancellationRequested)
                {
                    await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
                    open = await NoteAsync(replica, open, cancellationToken);
                }

                Array.ForEach(open, token => Find(token, isLost: true, $"has no verdict at {replica.BaseAddress}"));
            }
        }

        return Findings;
    }

    /// <summary>Has a replica tell of submissions.</summary>
    /// <returns>Those that are to be waited for.</returns>
    private async Task<string[]> NoteAsync(HttpClient replica, string[] tokens, CancellationToken cancellationToken)
    {
        var path = $"/submissions/batch?fields={Fields}&tokens={string.Join(',', tokens)}";
        var answer = JsonNode.Parse(await replica.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken));
        var answers = answer!["submissions"]!.AsArray();
        return [.. tokens.Where((token, index) => !Note(token, answers[index]))];
    }

    /// <returns>True: what is wrong already need not be waited for.</returns>
    private bool Find(string token, bool isLost, string what)
    {
        _findings.TryAdd(new Finding(token, isLost, what), true);
        return true;
    }
}
