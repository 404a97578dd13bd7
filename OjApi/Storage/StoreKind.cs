namespace OjApi.Storage;

/// <summary>Which store a connection string speaks of.</summary>
internal enum StoreKind
{
    /// <summary>None that is supported.</summary>
    Unknown,

    /// <summary>A file: <c>Data Source=/var/lib/oj/oj.db</c>.</summary>
    Sqlite,

    /// <summary>A server: <c>Host=db;Database=oj;Username=oj;Password=...</c> or <c>postgresql://oj:...@db/oj</c>.</summary>
    Postgres,
}
