namespace OjApi.Storage;

/// <summary>Where the store is. Read from configuration key <c>ConnectionStrings:oj</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Configuration key of <see cref="ConnectionString"/>.</summary>
    public const string Key = "ConnectionStrings:oj";

    /// <summary>
    /// Connection string of the store that all replicas share: <c>Data Source=/var/lib/oj/oj.db</c> for SQLite, whose file and
    /// directory are created when missing; <c>Host=db;Database=oj;Username=oj;Password=...</c> or
    /// <c>postgresql://oj:...@db/oj</c> for a PostgreSQL server, whose database must be there. Required; there is no default,
    /// because replicas that guess do not share.
    /// </summary>
    public string ConnectionString { get; set; } = "";
}
