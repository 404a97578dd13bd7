using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjApi.Storage.Sqlite;
using OjApi.Submissions;

namespace OjApi.Storage;

/// <summary>Composes the store.</summary>
internal static class StorageExtensions
{
    /// <summary>
    /// Adds the store that <c>ConnectionStrings:oj</c> names, and the feed of its outcomes. It is created and migrated before
    /// any hosted service starts.
    /// </summary>
    public static TBuilder AddSubmissionStorage<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<StorageOptions>()
            .Configure<IConfiguration>((options, configuration) => options.ConnectionString = configuration[StorageOptions.Key] ?? "")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSqlite();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<ISubmissionStore, SubmissionStore>();
        services.AddSingleton<StoreStatistics>();
        return builder;
    }

    private static void AddSqlite(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SqliteFile(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString));
        services.AddPooledDbContextFactory<SqliteSubmissionContext>((provider, options) =>
        {
            var file = provider.GetRequiredService<SqliteFile>();
            options.UseSqlite(file.ConnectionString).AddInterceptors(new SqliteConnectionSetup(file));
            options.EnableThreadSafetyChecks(false);
            // Every command, several a second, at the level where operators read: what they look for would drown.
            options.ConfigureWarnings(events => events.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
        });
        services.AddSingleton<OpenStore>(provider => provider.GetRequiredService<IDbContextFactory<SqliteSubmissionContext>>().CreateDbContext);
        services.AddSingleton<Doorbells>();
        services.AddHostedService<SqliteMigrator>();
        services.AddSingleton<SqliteSubmissionFeed>();
        services.AddSingleton<ISubmissionFeed>(provider => provider.GetRequiredService<SqliteSubmissionFeed>());
        services.AddHostedService(provider => provider.GetRequiredService<SqliteSubmissionFeed>());
    }
}
