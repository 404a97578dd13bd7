using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace OjApi.Storage.Sqlite;

/// <summary>Composes what is SQLite's own of the store.</summary>
internal static class SqliteStorageExtensions
{
    public static void AddSqlite(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SqliteFile(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString));
        services.AddPooledDbContextFactory<SqliteSubmissionContext>((provider, options) =>
        {
            var file = provider.GetRequiredService<SqliteFile>();
            options.UseSqlite(file.ConnectionString).AddInterceptors(new SqliteConnectionSetup(file)).AsStore();
        });
        services.AddSingleton<OpenStore>(provider => provider.GetRequiredService<IDbContextFactory<SqliteSubmissionContext>>().CreateDbContext);
        services.AddSingleton<FileDoorbells>();
        services.AddSingleton<IDoorbells>(provider => provider.GetRequiredService<FileDoorbells>());
        services.AddSingleton<ICommitMethod, SqliteCommit>();
        services.AddHostedService<SqliteMigrator>();
    }
}
