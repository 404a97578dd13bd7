using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjApi.Callbacks;
using OjApi.Storage.Postgres;
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
        if (ConnectionStringKind.Of(builder.Configuration[StorageOptions.Key] ?? "") == StoreKind.Postgres)
        {
            services.AddPostgres();
        }
        else
        {
            // Also for what is no connection string at all: the validator refuses it before anything is opened.
            services.AddSqlite();
        }
        services.AddSingleton<StoreAvailability>();
        services.AddSingleton<CommitDoubts>();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<ISubmissionStore, SubmissionStore>();
        services.AddSingleton<ICallbackStore, CallbackStore>();
        services.AddSingleton<StoreStatistics>();
        services.AddSingleton<SubmissionFeed>();
        services.AddSingleton<ISubmissionFeed>(provider => provider.GetRequiredService<SubmissionFeed>());
        services.AddHostedService(provider => provider.GetRequiredService<SubmissionFeed>());
        return builder;
    }

    /// <summary>What contexts of both providers are set to.</summary>
    public static void AsStore(this DbContextOptionsBuilder options)
    {
        options.EnableThreadSafetyChecks(false);

        // Every command, several a second, at the level where operators read: what they look for would drown. And every failure,
        // though whoever sees the exception tells of it, once for a store that is away.
        options.ConfigureWarnings(events => events.Log(
            (RelationalEventId.CommandExecuted, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
    }
}
