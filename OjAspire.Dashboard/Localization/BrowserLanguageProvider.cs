using Microsoft.AspNetCore.Localization;

namespace OjAspire.Dashboard.Localization;

/// <summary>Takes the language from <c>Accept-Language</c>: the reader's first choice that one of ours serves.</summary>
internal sealed class BrowserLanguageProvider : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = httpContext.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(choice => choice.Quality ?? 1)
            .Select(choice => Languages.Serving(choice.Value.ToString()))
            .FirstOrDefault(served => served is not null);
        return Task.FromResult(language is null ? null : new ProviderCultureResult(language));
    }
}
