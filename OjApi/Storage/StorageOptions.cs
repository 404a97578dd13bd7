namespace OjApi.Storage;

/// <summary>Where the store is. Read from configuration key <c>ConnectionStrings:oj</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Configuration key of <see cref="ConnectionString"/>.</summary>
    public const string Key = "ConnectionStrings:oj";

    /// <summary>
    /// Connection string of the store that all replicas share: <c>Data Source=/var/lib/oj/oj.db</c> for SQLite. The file and its
    /// directory are created when missing. Required; there is no default, because replicas that guess do not share.
    /// </summary>
    public string ConnectionString { get; set; } = "";
}
