namespace OjApi.Languages;

/// <summary>Composes the registry of languages.</summary>
internal static class LanguagesExtensions
{
    /// <summary>Adds <see cref="IKnownLanguages"/>. Needs the store, which must be added first: hosted services start in order.</summary>
    public static TBuilder AddKnownLanguages<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddSingleton<KnownLanguages>();
        services.AddSingleton<IKnownLanguages>(provider => provider.GetRequiredService<KnownLanguages>());
        services.AddHostedService(provider => provider.GetRequiredService<KnownLanguages>());
        return builder;
    }
}
