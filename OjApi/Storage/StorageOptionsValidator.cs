using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace OjApi.Storage;

/// <summary>Says what is wrong with the connection string before anything uses it, without repeating it: it may hold a password.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const string Example = "Set it to the file all replicas share, for example \"Data Source=/var/lib/oj/oj.db\".";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return ValidateOptionsResult.Fail($"{StorageOptions.Key} is missing. {Example}");
        }
        SqliteConnectionStringBuilder sqlite;
        try
        {
            sqlite = new SqliteConnectionStringBuilder(options.ConnectionString);
        }
        catch (ArgumentException)
        {
            return ValidateOptionsResult.Fail($"{StorageOptions.Key} is not a SQLite connection string, and no other kind of store is supported. {Example}");
        }
        if (string.IsNullOrWhiteSpace(sqlite.DataSource))
        {
            return ValidateOptionsResult.Fail($"{StorageOptions.Key} names no file. {Example}");
        }
        if (sqlite.DataSource == ":memory:" || sqlite.Mode == SqliteOpenMode.Memory)
        {
            return ValidateOptionsResult.Fail($"{StorageOptions.Key} is a database in memory, which replicas cannot share. {Example}");
        }
        return sqlite.Mode == SqliteOpenMode.ReadOnly
            ? ValidateOptionsResult.Fail($"{StorageOptions.Key} opens the file read-only, and submissions have to be written. {Example}")
            : ValidateOptionsResult.Success;
    }
}
