using Microsoft.Data.Sqlite;

namespace OjAspire.Tests.Storage;

/// <summary>A database file in a directory of its own, which the test removes in the end.</summary>
public sealed class StoreFile
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-store-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "data", "oj.db");

    public string ConnectionString => $"Data Source={Path}";

    public void Remove()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
