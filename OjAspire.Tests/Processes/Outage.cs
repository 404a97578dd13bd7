using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OjAspire.Tests.Processes;

/// <summary>Clients that go on submitting while the store is away, and what they were told.</summary>
internal sealed class Outage(IReadOnlyList<HttpClient> replicas)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(80);

    private readonly ConcurrentQueue<string> _accepted = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _refused;
    private long _longest;

    /// <summary>Tokens of what was answered with 201.</summary>
    public IReadOnlyCollection<string> Accepted => _accepted;

    /// <summary>How often the answer was 503 with <c>Retry-After</c> and a message.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>The longest anybody waited for an answer.</summary>
    public TimeSpan Longest => TimeSpan.FromMilliseconds(Interlocked.Read(ref _longest));

    /// <summary>Every other answer.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>Submits until cancelled, and waits for every answer.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var requests = new List<Task>();
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                requests.Add(SubmitAsync(replicas[requests.Count % replicas.Count]));
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }

        await Task.WhenAll(requests);
    }

    private async Task SubmitAsync(HttpClient replica)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            using var response = await replica.PostAsJsonAsync("/submissions", new { language_id = 46, source_code = "echo 1", expected_output = "1\n" });
            var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
            if (response.StatusCode == HttpStatusCode.Created)
            {
                _accepted.Enqueue(answer["token"]!.GetValue<string>());
            }
            else if (response.StatusCode == HttpStatusCode.ServiceUnavailable
                && response.Headers.RetryAfter is not null
                && answer["error"]?.GetValue<string>() == "the submission store is not available")
            {
                Interlocked.Increment(ref _refused);
            }
            else
            {
                _wrong.Enqueue($"{(int)response.StatusCode} {answer.ToJsonString()}");
            }
        }
        catch (Exception failure)
        {
            _wrong.Enqueue(failure.ToString());
        }

        var elapsed = (long)TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        for (var longest = Interlocked.Read(ref _longest); elapsed > longest; longest = Interlocked.Read(ref _longest))
        {
            Interlocked.CompareExchange(ref _longest, elapsed, longest);
        }
    }
}
