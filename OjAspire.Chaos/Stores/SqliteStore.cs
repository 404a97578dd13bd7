using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OjAspire.Chaos.Stores;

/// <summary>A file that all replicas open. It cannot be stopped, but somebody else can hold its lock, so that nobody writes.</summary>
/// <param name="path">The file; made by the first replica.</param>
internal sealed class SqliteStore(string path) : IStore
{
    private SqliteConnection? _locking;

    public string ConnectionString => $"Data Source={path}";

    public Task CreateAsync() => Task.CompletedTask;

    public async Task StopAsync()
    {
        var connection = (SqliteConnection)await OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        _locking = connection;
    }

    public async Task StartAsync()
    {
        await _locking!.DisposeAsync();
        _locking = null;
    }

    public void Pause() => throw new NotSupportedException("A file cannot stand still.");

    public void Resume() => throw new NotSupportedException("A file cannot stand still.");

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_locking is not null)
        {
            await StartAsync();
        }
    }
}
