using Microsoft.Extensions.Options;
using Npgsql;
using OjApi.Storage;

namespace OjAspire.Tests.Storage;

/// <summary>One setting says which store it is.</summary>
public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Data Source=/var/lib/oj/oj.db", StoreKind.Sqlite)]
    [InlineData("filename=oj.db;Default Timeout=3", StoreKind.Sqlite)]
    [InlineData("Host=db;Database=oj", StoreKind.Postgres)]
    [InlineData("server=db;port=5433", StoreKind.Postgres)]
    [InlineData("Postgres://db/oj", StoreKind.Postgres)]
    [InlineData("postgresql://oj:x@db:5433/oj", StoreKind.Postgres)]
    [InlineData("mysql://db/oj", StoreKind.Unknown)]
    [InlineData("Database=oj;Username=oj", StoreKind.Unknown)]
    [InlineData("Host=db;Data Source=oj.db", StoreKind.Unknown)]
    public void How_it_is_written_tells_which_store_it_is(string connectionString, object kind) =>
        Assert.Equal(kind, ConnectionStringKind.Of(connectionString));

    [Fact]
    public void A_url_means_what_its_parts_mean()
    {
        var server = new OjApi.Storage.Postgres.PostgresServer(
            "postgresql://o%40j:p%3Bw@db.example:5433/judge?sslmode=require&connect_timeout=7&application_name=judge");
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString);

        Assert.Equal(("db.example", 5433, "judge", "o@j", "p;w"), (settings.Host, settings.Port, settings.Database, settings.Username, settings.Password));
        Assert.Equal((SslMode.Require, 7, "judge"), (settings.SslMode, settings.Timeout, settings.ApplicationName));
        Assert.Equal("db.example:5433/judge", server.Name);
    }

    [Fact]
    public void What_the_string_says_of_times_and_connections_stands_and_the_rest_is_ours()
    {
        var settings = new NpgsqlConnectionStringBuilder(
            new OjApi.Storage.Postgres.PostgresServer("Host=db;Command Timeout=9;Maximum Pool Size=50").ConnectionString);

        Assert.Equal((9, 50, 3), (settings.CommandTimeout, settings.MaxPoolSize, settings.Timeout));
        Assert.Contains("idle_in_transaction_session_timeout", settings.Options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("Username=oj;Password=secret", "names neither a file")]
    [InlineData("Host=db;Username=oj;Password=secret;Colour=red", "not a connection string of PostgreSQL")]
    [InlineData("postgres://oj:secret@db/oj?colour=red", "not a connection string of PostgreSQL")]
    [InlineData("postgres://oj:secret@db:x/oj", "not a connection string of PostgreSQL")]
    [InlineData("Host=;Username=oj;Password=secret", "names neither a file")]
    [InlineData("Host=db;Multiplexing=true", "multiplexing")]
    [InlineData("Data Source=x.db;Password=secret;Colour=red", "is not a SQLite connection string")]
    [InlineData("Data Source=:memory:", "in memory")]
    [InlineData("Data Source=", "names neither a file")]
    [InlineData("Data Source=x.db;Mode=ReadOnly", "read-only")]
    public async Task A_connection_string_that_cannot_serve_is_refused_by_its_key(string connectionString, string expected)
    {
        using var host = StoreHost.Build(connectionString);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(StorageOptions.Key, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }
}
