using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OjApi.Storage;

namespace OjAspire.Tests.Storage;

public abstract class StoreStartTests(TestStore store) : IAsyncLifetime
{
    public Task InitializeAsync() => store.CreateAsync();

    public Task DisposeAsync() => store.RemoveAsync();

    [Fact]
    public async Task Replicas_that_start_at_once_on_a_new_store_all_come_up()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => StoreHost.StartAsync(store.ConnectionString))));

        foreach (var host in hosts)
        {
            await host.Store.AddAsync([TestSubmissions.Create()], default);
        }
        Assert.Equal(6, (await hosts[0].Store.ListAsync(1, 10, null, default)).TotalCount);
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_model_has_no_change_that_no_migration_knows()
    {
        await using var host = await StoreHost.StartAsync(store.ConnectionString);
        await using var context = host.Services.GetRequiredService<OpenStore>()();

        Assert.False(context.Database.HasPendingModelChanges());
    }

    public sealed class OnSqlite() : StoreStartTests(new StoreFile());

    [Collection(PostgresCollection.Name)]
    public sealed class OnPostgres(PostgresServer server) : StoreStartTests(new StoreDatabase(server));
}
