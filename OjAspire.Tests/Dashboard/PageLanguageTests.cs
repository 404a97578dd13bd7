extern alias dashboard;

using dashboard::OjAspire.Dashboard.Localization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace OjAspire.Tests.Dashboard;

public sealed class PageLanguageTests
{
    [Theory]
    [InlineData("/_blazor", "zh-TW")]
    [InlineData("/", null)]
    public async Task A_circuit_has_the_language_of_its_page_and_a_page_that_of_the_request(string path, string? language)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Request.Headers.Cookie = RememberedFor("/", "text/html");

        var chosen = await new PageLanguageProvider().DetermineProviderCultureResult(context);

        Assert.Equal(language, chosen?.UICultures.Single().Value);
    }

    [Theory]
    [InlineData("/_blazor/negotiate", "*/*")]
    [InlineData("/app.css", "text/css")]
    public void Only_pages_are_remembered(string path, string accept) => Assert.Empty(RememberedFor(path, accept));

    private static string RememberedFor(string path, string accept)
    {
        var page = new DefaultHttpContext();
        page.Request.Method = HttpMethods.Get;
        page.Request.Path = path;
        page.Request.Headers.Accept = accept;
        page.Features.Set<IRequestCultureFeature>(new RequestCultureFeature(new RequestCulture("zh-TW"), null));
        PageLanguageProvider.Remember(page);
        return page.Response.Headers.SetCookie.ToString().Split(';')[0];
    }
}
