using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OjAspire.Tests.Storage;

/// <summary>A database file in a directory of its own.</summary>
public sealed class StoreFile : TestStore
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-store-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "data", "oj.db");

    public override string ConnectionString => $"Data Source={Path}";

    public override Task CreateAsync() => Task.CompletedTask;

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"{ConnectionString};Mode=ReadWrite;Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override Task RemoveAsync()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
