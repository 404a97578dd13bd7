using System.Data.Common;
using Npgsql;
using OjAspire.ClusterSim.Machines;

namespace OjAspire.Chaos.Stores;

/// <summary>A PostgreSQL server on a machine of its own, that keeps what it has committed.</summary>
internal sealed class PostgresStore : IStore
{
    private const string Database = "oj";
    private const string FirstDatabase = "postgres";
    private const int Port = 5432;

    private readonly PostgresProcess _server;
    private readonly string _clients;

    /// <param name="data">Where it keeps its data; not there yet.</param>
    /// <param name="machine">Where it runs.</param>
    /// <param name="address">The machine's.</param>
    /// <param name="clients">The subnet of its clients.</param>
    public PostgresStore(string data, NetworkNamespace machine, string address, string clients) =>
        (_server, _clients) = (new PostgresProcess(data, address, Port, isFlushing: true, machine), clients);

    public string ConnectionString => _server.ConnectionString(Database);

    public async Task CreateAsync()
    {
        await _server.CreateAsync(_clients);
        await using var connection = await OpenAsync(FirstDatabase, CancellationToken.None);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
        await command.ExecuteNonQueryAsync();
    }

    public Task StopAsync() => _server.StopAtOnceAsync();

    public Task StartAsync() => _server.StartAsync();

    public void Pause() => _server.Pause();

    public void Resume() => _server.Resume();

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await OpenAsync(Database, cancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_server.LocalConnectionString(database) + ";Pooling=False");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
