using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OjApi.Storage.Sqlite;

/// <summary>
/// Sets what SQLite keeps per connection. <c>synchronous=FULL</c>: a commit is on disk before a 201 is sent. NORMAL would
/// survive a killed process as well, but forget the last commits when the machine loses power, and the flush it
/// saves is already shared by every write of a group. <c>busy_timeout</c>: SQLite itself waits for other processes, in steps of
/// milliseconds; the driver's own retry would sleep 150 ms at a time.
/// </summary>
internal sealed class SqliteConnectionSetup(SqliteFile file) : DbConnectionInterceptor
{
    private readonly string _pragmas = string.Create(
        CultureInfo.InvariantCulture, $"PRAGMA synchronous=FULL; PRAGMA busy_timeout={(long)file.BusyTimeout.TotalMilliseconds};");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        command.ExecuteNonQuery();
    }
}
