namespace OjAspire.Chaos.Stores;

/// <summary>What the replicas share.</summary>
internal enum StoreKind
{
    /// <summary>A PostgreSQL server.</summary>
    Postgres,

    /// <summary>A file.</summary>
    Sqlite,
}
