using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Languages;
using OjApi.Storage;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Languages;

public abstract class KnownLanguagesTests(TestStore store) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private StoreHost _host = null!;

    public async Task InitializeAsync()
    {
        await store.CreateAsync();
        _host = await StoreHost.StartAsync(store.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await store.RemoveAsync();
    }

    [Fact]
    public async Task While_no_sandbox_ever_announced_any_the_shipped_languages_are_known_without_versions()
    {
        var languages = await StartAsync();

        Assert.Equal("C++ (GCC)", languages.Find(54)?.Name);
        Assert.Equal(languages.Find(54), languages.Find(105));
        Assert.Equal("Python", languages.Find(71)?.Name);
        Assert.Null(languages.Find(89));
        Assert.DoesNotContain(languages.All, language => language.Name.Contains('{', StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_announced_replaces_the_shipped_and_is_remembered_after_a_restart()
    {
        var languages = await StartAsync();

        await languages.AnnounceAsync([Create("py", "Python (3.11.2)", 71, 100), Create("x", "X (1)", 200)], default);

        Assert.Equal(["Python (3.11.2)", "X (1)"], languages.All.Select(language => language.Name));
        Assert.Null(languages.Find(54));
        Assert.Equal("X (1)", (await StartAsync()).Find(200)?.Name);
    }

    [Fact]
    public async Task The_last_announcement_names_the_version_and_a_missing_language_stays_known()
    {
        var languages = await StartAsync();
        await languages.AnnounceAsync([Create("py", "Python (3.11.2)", 71), Create("x", "X (1)", 200)], default);

        await languages.AnnounceAsync([Create("py", "Python (3.13.0)", 71)], default);

        Assert.Equal(["Python (3.13.0)", "X (1)"], languages.All.Select(language => language.Name));
    }

    [Fact]
    public async Task An_id_stays_with_the_language_that_had_it_first()
    {
        var languages = await StartAsync();
        await languages.AnnounceAsync([Create("py", "Python (3.11.2)", 71)], default);

        await languages.AnnounceAsync([Create("snake", "Snake", 300, 71), Create("x", "X (1)", 200)], default);

        Assert.Equal("py", languages.Find(71)?.Key);
        Assert.Null(languages.Find(300));
        Assert.Equal("x", languages.Find(200)?.Key);
    }

    [Fact]
    public async Task A_miss_asks_the_store_what_other_replicas_learned_once_a_second()
    {
        var (here, there) = (await StartAsync(), await StartAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        await there.AnnounceAsync([Create("x", "X (1)", 200)], default);

        Assert.Equal("x", (await here.FindAsync(200, default))?.Key);

        await there.AnnounceAsync([Create("y", "Y (1)", 201)], default);
        Assert.Null(await here.FindAsync(201, default));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("y", (await here.FindAsync(201, default))?.Key);
    }

    [Fact]
    public async Task Replicas_to_which_a_sandbox_announces_at_once_all_take_it_in()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StoreHost.StartAsync(store.ConnectionString)));
        var replicas = await Task.WhenAll(hosts.Select(StartAsync));
        Language[] languages = [.. Enumerable.Range(0, 10).Select(i => Create($"l{i}", $"L{i}", (uint)(300 + i)))];

        await Task.WhenAll(replicas.Select(replica => Task.Run(() => replica.AnnounceAsync(languages, default))));

        Assert.All(replicas, replica => Assert.Equal(10, replica.All.Count));
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    private static Language Create(string key, string name, params uint[] ids) => new() { Key = key, Name = name, Ids = { ids } };

    private Task<KnownLanguages> StartAsync() => StartAsync(_host);

    private async Task<KnownLanguages> StartAsync(StoreHost host)
    {
        var languages = new KnownLanguages(
            host.Services.GetRequiredService<OpenStore>(), host.Services.GetRequiredService<GroupCommit>(), _time, NullLogger<KnownLanguages>.Instance);
        await languages.StartAsync(default);
        return languages;
    }

    public sealed class OnSqlite() : KnownLanguagesTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : KnownLanguagesTests(new StoreDatabase(server));
}
