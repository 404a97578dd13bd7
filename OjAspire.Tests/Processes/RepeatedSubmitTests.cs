using System.Net.Http.Json;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Processes;

/// <summary>A client sends the same again, to whichever replica, because it did not hear the answer.</summary>
public abstract class RepeatedSubmitTests(TestStore store) : IAsyncLifetime
{
    private const string First = "127.0.79.1";
    private const string Second = "127.0.79.2";

    private static readonly object One = new { language_id = 46, source_code = "echo 1" };
    private static readonly object Several = new { submissions = new[] { One, new { language_id = 46 }, One } };

    private ProcessCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _cluster = ProcessCluster.Create(store);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Both_replicas_give_one_answer_and_the_other_one_still_does_after_the_first_was_killed()
    {
        await Task.WhenAll(_cluster.StartReplicaAsync(First), _cluster.StartReplicaAsync(Second));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PostAsync(i % 2 == 0 ? First : Second, "/submissions", One)));
        var batch = await PostAsync(First, "/submissions/batch", Several);
        await _cluster.KillReplicaAsync(First);
        var after = await PostAsync(Second, "/submissions", One);
        var batchAfter = await PostAsync(Second, "/submissions/batch", Several);

        Assert.Equal(after, Assert.Single(answers.Distinct()));
        Assert.Equal(batch, batchAfter);
        Assert.Contains("can't be blank", batch, StringComparison.Ordinal);
        Assert.Equal(3, (await StoredSubmission.ReadAllAsync(store)).Count);
    }

    private async Task<string> PostAsync(string address, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", path);
        using var response = await _cluster.Client(address).Http.SendAsync(request);
        Assert.Equal(201, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    public sealed class OnSqlite() : RepeatedSubmitTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : RepeatedSubmitTests(new StoreDatabase(server));
}
