using Microsoft.Data.Sqlite;

namespace OjApi.Storage.Sqlite;

/// <summary>The database file that a connection string names, the files beside it, and how it is opened.</summary>
internal sealed class SqliteFile
{
    /// <summary>Seconds a statement waits for another process's transaction, unless the connection string says otherwise.</summary>
    private const int DefaultTimeout = 5;

    public SqliteFile(string connectionString)
    {
        var given = new SqliteConnectionStringBuilder(connectionString);
        var hasTimeout = given.ShouldSerialize("Default Timeout");
        Path = System.IO.Path.GetFullPath(given.DataSource);
        BusyTimeout = TimeSpan.FromSeconds(hasTimeout ? given.DefaultTimeout : DefaultTimeout);
        ConnectionString = new SqliteConnectionStringBuilder(connectionString)
        {
            DataSource = Path,
            ForeignKeys = true,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
        }.ToString();
    }

    /// <summary>Full path of the database.</summary>
    public string Path { get; }

    /// <summary>The file that is written to whenever a submission became final.</summary>
    public string FinalBellPath => Path + "-final";

    /// <summary>The file that is written to whenever a replica leaves submissions to the others.</summary>
    public string LeftBellPath => Path + "-left";

    /// <summary>The file that is written to whenever callbacks are due.</summary>
    public string CallbacksBellPath => Path + "-callbacks";

    /// <summary>The file that is locked while migrations run.</summary>
    public string MigrationLockPath => Path + "-migration";

    /// <summary>How long a statement waits for the lock of another process.</summary>
    public TimeSpan BusyTimeout { get; }

    /// <summary>The connection string to open it with.</summary>
    public string ConnectionString { get; }

    /// <summary>Why a connection string cannot serve, to go after its name; <see langword="null"/> when it can.</summary>
    public static string? FindFault(string connectionString)
    {
        SqliteConnectionStringBuilder given;
        try
        {
            given = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException)
        {
            return "is not a SQLite connection string";
        }
        if (string.IsNullOrWhiteSpace(given.DataSource))
        {
            return "names no file";
        }
        if (given.DataSource == ":memory:" || given.Mode == SqliteOpenMode.Memory)
        {
            return "is a database in memory, which replicas cannot share";
        }
        return given.Mode == SqliteOpenMode.ReadOnly ? "opens the file read-only, and submissions have to be written" : null;
    }
}
