using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OjApi.Storage;

namespace OjAspire.Tests.Storage;

[Collection(PostgresCollection.Name)]
public sealed class PostgresStartTests(PostgresServer server) : IAsyncLifetime
{
    private readonly StoreDatabase _database = new(server);

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync() => _database.RemoveAsync();

    [Theory]
    [InlineData(";Username=nobody", "role \"nobody\" does not exist")]
    [InlineData(";Database=nowhere", "database \"nowhere\" does not exist")]
    public async Task A_server_that_refuses_is_named_at_start_with_its_reason(string more, string reason)
    {
        using var host = StoreHost.Build(_database.ConnectionString + more);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains("(ConnectionStrings:oj)", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_not_create_tables_is_told_so()
    {
        await server.ExecuteAsync("CREATE ROLE reader LOGIN");
        using var host = StoreHost.Build(_database.ConnectionString + ";Username=reader");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains("permission denied", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", "on")]
    [InlineData("on", "on")]
    [InlineData("remote_apply", "remote_apply")]
    public async Task A_commit_is_flushed_whatever_the_server_would_do(string configured, string expected)
    {
        await server.ExecuteAsync($"ALTER DATABASE {_database.Name} SET synchronous_commit = {configured}");
        await using var host = await StoreHost.StartAsync(_database.ConnectionString);
        await using var context = host.Services.GetRequiredService<OpenStore>()();
        await using var transaction = await context.Database.BeginTransactionAsync();

        await host.Services.GetRequiredService<ICommitMethod>().PrepareAsync(context, Notices.None);

        Assert.Equal(expected, await context.Database.SqlQuery<string>($"""SELECT current_setting('synchronous_commit') AS "Value" """).SingleAsync());
    }
}
