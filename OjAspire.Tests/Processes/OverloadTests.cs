using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace OjAspire.Tests.Processes;

/// <summary>Far more is submitted than can be judged or stored.</summary>
[Collection(Alone.Name)]
public sealed class OverloadTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Address = "127.0.80.1";
    private const int Mib = 1024 * 1024;

    private readonly ProcessCluster _cluster = ProcessCluster.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_full_queue_refuses_the_rest_and_stores_only_what_it_acknowledged()
    {
        const int Room = 40;
        await _cluster.StartReplicaAsync(
            Address, new Dictionary<string, string> { ["Oj__Scheduling__MaxUnfinished"] = $"{Room}", ["Oj__Scheduling__HandOverAfter"] = "00:10:00" });

        var answers = await FloodAsync(400, Program(sourceSize: 100));

        Assert.Equal(Room, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer =>
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true, true), (answer.Status, answer.HasRetryAfter, answer.Text.Contains("queue is full", StringComparison.Ordinal))));
        Assert.Equal(Room, (await StoredSubmission.ReadAllAsync(_cluster.Store)).Count);
    }

    [Fact]
    public async Task Large_requests_that_a_slow_store_keeps_waiting_take_bounded_memory()
    {
        const int Requests = 400;
        var replica = await _cluster.StartReplicaAsync(Address, new Dictionary<string, string>
        {
            ["Judge0__MaxRequestBodySize"] = $"{4 * Mib}",
            ["Judge0__MaxBodySizeAtOnce"] = $"{16 * Mib}",
        });
        await FloodAsync(4, Program(sourceSize: 2 * Mib));
        var before = PeakOf(replica.Id);

        // While another process has the store locked, whatever is let in stays in memory.
        IReadOnlyList<Answer> answers;
        await using (var connection = (SqliteConnection)await _cluster.Store.OpenAsync())
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            answers = await FloodAsync(Requests, Program(sourceSize: 2 * Mib));
            await transaction.RollbackAsync();
        }

        var grown = PeakOf(replica.Id) - before;
        output.WriteLine($"{Requests} requests of 2 MiB, {answers.Count(answer => answer.Status == HttpStatusCode.Created)} accepted: {grown / Mib} MiB more at the peak");

        // The web server reads up to 1 MiB ahead on each of the connections. Without a bound it would be each body, and twice that as text.
        Assert.InRange(grown, 0, 750L * Mib);
        Assert.Contains(answers, answer => answer.Text.Contains("too much is being submitted at once", StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.True(
            answer.Status == HttpStatusCode.Created || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.HasRetryAfter), $"{answer.Status} {answer.Text}"));
        Assert.All(await FloodAsync(4, Program(sourceSize: 2 * Mib)), answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
    }

    private static byte[] Program(int sourceSize) =>
        Encoding.UTF8.GetBytes($$"""{"language_id": 46, "source_code": "exit #{{new string('x', sourceSize)}}"}""");

    private async Task<IReadOnlyList<Answer>> FloodAsync(int requests, byte[] body)
    {
        var client = _cluster.Client(Address).Http;
        return await Task.WhenAll(Enumerable.Range(0, requests).Select(async number =>
        {
            // Every second one does not say how much is coming.
            using var request = new HttpRequestMessage(HttpMethod.Post, "/submissions") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.TransferEncodingChunked = number % 2 == 0;
            using var response = await client.SendAsync(request);
            return new Answer(response.StatusCode, response.Headers.RetryAfter is not null, await response.Content.ReadAsStringAsync());
        }));
    }

    /// <summary>The most memory that a process has had so far, in bytes.</summary>
    private static long PeakOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private sealed record Answer(HttpStatusCode Status, bool HasRetryAfter, string Text);
}
