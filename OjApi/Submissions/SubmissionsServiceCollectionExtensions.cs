using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjApi.Health;

namespace OjApi.Submissions;

internal static class SubmissionsServiceCollectionExtensions
{
    /// <summary>Adds a submission's way from intake to verdict. Needs a store, a feed and the scheduling core.</summary>
    public static IServiceCollection AddSubmissions(this IServiceCollection services)
    {
        services.AddOptions<OwnershipOptions>().BindConfiguration(OwnershipOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OwnershipOptions>, OwnershipOptionsValidator>());
        services.TryAddSingleton<SubmissionFollowers>();
        services.TryAddSingleton<SubmissionWaiters>();
        services.TryAddSingleton<ISubmissionIntake, SubmissionIntake>();
        services.TryAddSingleton<ISubmissionControl, SubmissionControl>();
        services.TryAddSingleton<QueuedCount>();
        services.TryAddSingleton<OwnLease>();
        services.TryAddSingleton<QuarantinedCount>();
        services.TryAddSingleton<Redeliverer>();
        services.TryAddSingleton<JobAssigner>();
        services.AddHosted<AssignmentRecorder>();
        services.AddHosted<VerdictRecorder>();
        services.AddHosted<RedeliveryWorker>();
        services.AddHosted<FinalFeedListener>();
        services.AddHosted<LeaseKeeper>();
        services.AddHosted<Adopter>();
        services.AddHosted<HandOver>();
        services.AddHosted<Drain>();

        // The host must not give up before this replica has left in good order. Not validated here, so that every fault is told at once.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, configuration) =>
            host.ShutdownTimeout = (configuration.GetSection(OwnershipOptions.Section).Get<OwnershipOptions>() ?? new OwnershipOptions()).StopsWithin);
        services.AddHealthChecks().AddCheck<ReadinessCheck>("submissions");
        return services;
    }

    /// <summary>A hosted service that others may also ask for.</summary>
    private static void AddHosted<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
