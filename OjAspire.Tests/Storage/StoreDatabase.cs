using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace OjAspire.Tests.Storage;

/// <summary>A database of its own on a real server.</summary>
public sealed class StoreDatabase(PostgresServer server) : TestStore
{
    private static int _count;

    /// <summary>Its name on the server.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"oj{Interlocked.Increment(ref _count)}");

    public override string ConnectionString => server.ConnectionString(Name);

    public override Task CreateAsync() => server.ExecuteAsync($"CREATE DATABASE {Name}");

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override Task RemoveAsync() => server.ExecuteAsync($"DROP DATABASE {Name} WITH (FORCE)");
}
