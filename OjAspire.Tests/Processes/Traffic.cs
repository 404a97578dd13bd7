using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OjApi.Submissions;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Processes;

/// <summary>
/// Clients that submit, submit and wait, or read, at random and at a steady rate whatever becomes of earlier requests. None is
/// ever repeated: whatever is not answered with success counts as a failure.
/// </summary>
/// <param name="next">Whom to ask next; called once a request.</param>
/// <param name="every">Time between two requests.</param>
internal sealed class Traffic(Func<HttpClient> next, TimeSpan every)
{
    private const int Accepted = 3;
    private static readonly TimeSpan VerdictsWithin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentQueue<Guid> _tokens = new();
    private int _requests;
    private int _toldEarly;
    private long _longest;
    private long _longestWait;

    /// <summary>Asks until cancelled, then waits for every answer.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var requests = new List<Task>();
        using var timer = new PeriodicTimer(every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                requests.Add(AskAsync(_requests++));
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }

        await Task.WhenAll(requests);
    }

    /// <summary>Checks that every request succeeded and that every submission has its one verdict, and tells the figures.</summary>
    public async Task<string> VerifyAsync(TestStore store)
    {
        Assert.True(_failures.IsEmpty, $"{_failures.Count} of {_requests} requests failed:\n{string.Join('\n', _failures)}");
        var stored = await FinalAsync(store);
        Assert.Equal(_tokens.Order(), stored.Keys.Order());
        Assert.All(stored.Values, submission => Assert.Equal(Oj.Contracts.Scheduling.Verdict.Accepted, submission.Verdict));
        Assert.Equal(stored.Count, stored.Values.Select(submission => submission.FinalSequence).Distinct().Count());
        var redelivered = stored.Values.Count(submission => submission.Attempt > 1);
        return string.Create(CultureInfo.InvariantCulture,
            $"{_requests} requests, 0 failed, longest {_longest} ms, longest with wait=true {_longestWait} ms, {_toldEarly} told before their verdict; "
            + $"{stored.Count} submissions, each with one verdict, {redelivered} delivered more than once");
    }

    private async Task<IReadOnlyDictionary<Guid, StoredSubmission>> FinalAsync(TestStore store)
    {
        using var patience = new CancellationTokenSource(VerdictsWithin, TimeProvider.System);
        while (true)
        {
            var stored = await StoredSubmission.ReadAllAsync(store);
            if (stored.Values.All(submission => submission.State == SubmissionState.Final))
            {
                return stored;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    private async Task AskAsync(int number)
    {
        // In turn would go with the turn of the replicas, and one of them would get all of a kind.
        var kind = Random.Shared.Next(3);
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            var client = next();
            using var response = kind switch
            {
                0 => await client.PostAsJsonAsync("/submissions", Program(number)),
                1 => await client.PostAsJsonAsync("/submissions?wait=true", Program(number)),
                _ => await client.GetAsync(new Uri(_tokens.TryPeek(out var token) ? $"/submissions/{token}" : "/languages", UriKind.Relative)),
            };
            var answer = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {answer}");
            Note(kind, JsonNode.Parse(answer)!);
        }
        catch (Exception failure)
        {
            _failures.Enqueue($"request {number}: {failure.GetType().Name}: {failure.Message} {failure.InnerException?.Message}");
        }

        Raise(ref kind == 1 ? ref _longestWait : ref _longest, (long)TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
    }

    private void Note(int kind, JsonNode answer)
    {
        if (kind > 1)
        {
            return;
        }

        _tokens.Enqueue(answer["token"]!.GetValue<Guid>());
        if (kind == 1 && answer["status"]!["id"]!.GetValue<int>() != Accepted)
        {
            Interlocked.Increment(ref _toldEarly);
        }
    }

    private static object Program(int number) => new { language_id = 46, source_code = $"echo {number}", expected_output = $"{number}\n" };

    private static void Raise(ref long longest, long candidate)
    {
        var seen = Interlocked.Read(ref longest);
        while (candidate > seen && Interlocked.CompareExchange(ref longest, candidate, seen) is var now && now != seen)
        {
            seen = now;
        }
    }
}
