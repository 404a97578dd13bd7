using System.Globalization;
using System.Text.Json.Nodes;
using OjAspire.Tests.Storage;
using Xunit.Abstractions;

namespace OjAspire.Tests.Processes;

/// <summary>A client waits at a replica that has no sandbox: another one judges, and the store tells.</summary>
public abstract class CrossReplicaTests(TestStore store, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Judging = "127.0.76.1";
    private const string Waiting = "127.0.76.2";
    private const int Rounds = 9;

    private ProcessCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _cluster = ProcessCluster.Create(store);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_client_that_waits_elsewhere_has_the_verdict_within_300_ms_of_it()
    {
        await _cluster.StartReplicaAsync(Judging);
        await _cluster.StartReplicaAsync(Waiting, new Dictionary<string, string> { ["Oj__Scheduling__HandOverAfter"] = "00:00:00" });
        _cluster.StartSandbox(1, [Judging]);
        await _cluster.Client(Judging).WaitForSlotsAsync(1);
        var (waits, polls) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var answer = await _cluster.Client(Waiting).JudgeAsync(46, "echo 1", new { expected_output = "1\n" });
            waits.Add(Since(answer));
            Assert.Equal("AC", answer["verdict"]!.GetValue<string>());

            var token = await _cluster.Client(Judging).SubmitAsync(46, "echo 1", new { expected_output = "1\n" });
            polls.Add(Since(await PollAsync(token)));
        }

        var typical = Median(waits);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{store.GetType().Name}: from verdict to answer elsewhere, wait=true: median {typical:0} ms, most {waits.Max():0} ms; polling: median {Median(polls):0} ms"));
        Assert.InRange(typical, 0, 300);
        Assert.InRange(Median(polls), 0, 300);
    }

    private async Task<JsonNode> PollAsync(string token)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            var submission = await _cluster.Client(Waiting).GetSubmissionAsync(token);
            if (submission["finished_at"] is not null)
            {
                return submission;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Milliseconds since the verdict was about to be stored.</summary>
    private static double Since(JsonNode submission) =>
        (TimeProvider.System.GetUtcNow() - DateTimeOffset.Parse(submission["finished_at"]!.GetValue<string>(), CultureInfo.InvariantCulture)).TotalMilliseconds;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    public sealed class OnSqlite(ITestOutputHelper output) : CrossReplicaTests(new StoreFile(), output);

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server, ITestOutputHelper output) : CrossReplicaTests(new StoreDatabase(server), output);
}
