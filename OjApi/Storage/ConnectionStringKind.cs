using System.Data.Common;

namespace OjApi.Storage;

/// <summary>Tells the stores apart by how their connection strings are written.</summary>
internal static class ConnectionStringKind
{
    /// <summary>What kind of store is meant; <see cref="StoreKind.Unknown"/> also when the string names both kinds, or cannot be read.</summary>
    public static StoreKind Of(string connectionString)
    {
        if (IsUrl(connectionString))
        {
            return StoreKind.Postgres;
        }
        DbConnectionStringBuilder settings;
        try
        {
            settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        }
        catch (ArgumentException)
        {
            return StoreKind.Unknown;
        }
        var isFile = HasAny(settings, "Data Source", "DataSource", "Filename");
        var isServer = HasAny(settings, "Host", "Server");
        return isFile == isServer ? StoreKind.Unknown : isFile ? StoreKind.Sqlite : StoreKind.Postgres;
    }

    /// <summary>Whether it is written as a URL of PostgreSQL.</summary>
    public static bool IsUrl(string connectionString) =>
        connectionString.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || connectionString.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase);

    private static bool HasAny(DbConnectionStringBuilder settings, params string[] keys) => keys.Any(settings.ContainsKey);
}
