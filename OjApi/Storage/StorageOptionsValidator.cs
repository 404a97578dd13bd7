using Microsoft.Extensions.Options;
using OjApi.Storage.Postgres;
using OjApi.Storage.Sqlite;

namespace OjApi.Storage;

/// <summary>Says what is wrong with the connection string before anything uses it, without repeating it: it may hold a password.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const string Example =
        "Set it to the store that all replicas share, for example \"Data Source=/var/lib/oj/oj.db\" (SQLite) or \"Host=db;Database=oj;Username=oj;Password=...\" (PostgreSQL).";

    public ValidateOptionsResult Validate(string? name, StorageOptions options) => Fault(options.ConnectionString) is { } fault
        ? ValidateOptionsResult.Fail($"{StorageOptions.Key} {fault}. {Example}")
        : ValidateOptionsResult.Success;

    private static string? Fault(string connectionString) => string.IsNullOrWhiteSpace(connectionString)
        ? "is missing"
        : ConnectionStringKind.Of(connectionString) switch
        {
            StoreKind.Sqlite => SqliteFile.FindFault(connectionString),
            StoreKind.Postgres => PostgresServer.FindFault(connectionString),
            _ => "names neither a file (Data Source=...) nor a server (Host=...)",
        };
}
