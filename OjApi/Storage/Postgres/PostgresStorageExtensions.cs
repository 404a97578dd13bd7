using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace OjApi.Storage.Postgres;

/// <summary>Composes what is PostgreSQL's own of the store.</summary>
internal static class PostgresStorageExtensions
{
    public static void AddPostgres(this IServiceCollection services)
    {
        services.AddSingleton(provider => new PostgresServer(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString));
        services.AddSingleton(provider => NpgsqlDataSource.Create(provider.GetRequiredService<PostgresServer>().ConnectionString));
        services.AddPooledDbContextFactory<PostgresSubmissionContext>((provider, options) =>
        {
            // The usual strategy repeats nothing either, but wraps what it sees and so hides what failed.
            options.UseNpgsql(
                provider.GetRequiredService<NpgsqlDataSource>(),
                postgres => postgres.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));
            options.AddInterceptors(new RowLocking()).AsStore();
        });
        services.AddSingleton<OpenStore>(provider => provider.GetRequiredService<IDbContextFactory<PostgresSubmissionContext>>().CreateDbContext);
        services.AddSingleton<IDoorbells, PostgresDoorbells>();
        services.AddSingleton<ICommitMethod, PostgresCommit>();
        services.AddHostedService<PostgresMigrator>();
    }
}
