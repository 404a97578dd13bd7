using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OjAspire.ClusterSim.Clients;

/// <summary>
/// What users do: they submit, submit and wait, or read an earlier submission, at random and at a steady rate whatever becomes of earlier requests.
/// What is not answered with success has failed; nothing is tried again.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly Users _users;
    private readonly Ledger _ledger;
    private readonly Random _random;
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentQueue<(long At, string What)> _failures = new();
    private readonly Task _running;
    private int _requests;
    private int _acknowledged;
    private long _longest;
    private string? _latest;

    /// <param name="users">Who ask.</param>
    /// <param name="ledger">Told what was acknowledged.</param>
    /// <param name="seed">Of what they do.</param>
    public Load(Users users, Ledger ledger, int seed)
    {
        (_users, _ledger, _random) = (users, ledger, new Random(seed));
        _running = RunAsync();
    }

    /// <summary>When and what failed, oldest first.</summary>
    public IReadOnlyList<(long At, string What)> Failures => [.. _failures];

    /// <summary>Lets no more requests go out and waits for the answers to those that did.</summary>
    /// <returns>The figures.</returns>
    public async Task<string> EndAsync()
    {
        await _enough.CancelAsync();
        await _running;
        return $"{_requests} requests, {_failures.Count} failed, {_acknowledged} submissions acknowledged, longest answer {_longest} ms";
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _enough.Dispose();
    }

    private async Task RunAsync()
    {
        var requests = new List<Task>();
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_enough.Token))
            {
                var number = ++_requests;
                requests.Add(AskAsync(number, _users.One(_random), _random.Next(3), JudgedProgram.Draw(_random, number)));
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }

        await Task.WhenAll(requests);
    }

    private async Task AskAsync(int number, HttpClient user, int kind, JudgedProgram program)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            switch (kind)
            {
                case 0:
                    await SubmitAsync(user, "/submissions", program);
                    break;
                case 1:
                    await SubmitAsync(user, "/submissions?wait=true", program);
                    break;
                default:
                    using (var response = await user.GetAsync(new Uri(_latest is { } token ? $"/submissions/{token}" : "/languages", UriKind.Relative)))
                    {
                        await SucceededAsync(response);
                    }

                    break;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            var elapsed = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            _failures.Enqueue((start, $"request {number} after {elapsed:0.0} s: {failure.Message} {failure.InnerException?.Message}"));
        }

        InterlockedMax(ref _longest, (long)TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
    }

    private async Task SubmitAsync(HttpClient user, string path, JudgedProgram program)
    {
        using var body = program.ToBody();
        using var response = await user.PostAsync(new Uri(path, UriKind.Relative), body);
        _latest = JsonNode.Parse(await SucceededAsync(response))!["token"]!.GetValue<string>();
        _ledger.Add(_latest, program);
        Interlocked.Increment(ref _acknowledged);
    }

    private static async Task<string> SucceededAsync(HttpResponseMessage response)
    {
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? answer : throw new HttpRequestException($"{(int)response.StatusCode} {answer}");
    }

    private static void InterlockedMax(ref long largest, long candidate)
    {
        var seen = Interlocked.Read(ref largest);
        while (candidate > seen && Interlocked.CompareExchange(ref largest, candidate, seen) is var now && now != seen)
        {
            seen = now;
        }
    }
}
