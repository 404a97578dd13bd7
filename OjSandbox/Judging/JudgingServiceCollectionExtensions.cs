using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjSandbox.Isolation;
using OjSandbox.Isolation.Cgroups;
using OjSandbox.Judging.Sickness;
using OjSandbox.Languages;

namespace OjSandbox.Judging;

/// <summary>Composes judging.</summary>
internal static class JudgingServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IJudge"/> and <see cref="IReadiness"/>, which is found out before any hosted service starts.</summary>
    public static IServiceCollection AddJudging(this IServiceCollection services)
    {
        services.AddOptions<IsolationOptions>().BindConfiguration(IsolationOptions.Section).ValidateOnStart();
        services.AddOptions<JudgingOptions>().BindConfiguration(JudgingOptions.Section).ValidateOnStart();
        services.AddOptions<SicknessOptions>().BindConfiguration(SicknessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IsolationOptions>, IsolationOptionsValidator>();
        services.AddSingleton<IValidateOptions<JudgingOptions>, JudgingOptionsValidator>();
        services.AddSingleton<IValidateOptions<SicknessOptions>, SicknessOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<UserIds>();
        services.AddSingleton<WritableMounts>();
        services.AddSingleton<Func<ICgroups>>(provider => () => CgroupFinder.Open(provider.GetRequiredService<WritableMounts>()));
        services.AddSingleton<Boxes>();
        services.AddSingleton<LanguageProber>();
        services.AddSingleton<Compiler>();
        services.AddSingleton<ProgramRuns>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<Readiness>());
        services.AddSingleton<Judge>();
        services.AddSingleton<IJudge, WatchedJudge>();
        services.AddSingleton<Trial>();
        services.AddSingleton<IExamination, Examination>();
        services.AddHostedService<Recovery>();
        return services;
    }
}
