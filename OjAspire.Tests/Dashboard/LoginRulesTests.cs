extern alias dashboard;

using dashboard::OjAspire.Dashboard.Login;
using dashboard::OjAspire.Dashboard.ResourceService;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OjAspire.Tests.Dashboard;

public sealed class LoginRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("correct horse battery stapl")]
    [InlineData("correct horse battery staplee")]
    [InlineData("Correct horse battery staple")]
    [InlineData("正確的馬電池釘書針")]
    public void Whatever_is_not_the_token_is_refused_whatever_its_length(string? candidate) => Assert.False(Token().Matches(candidate));

    [Fact]
    public void The_token_itself_is_accepted() => Assert.True(Token().Matches("correct horse battery staple"));

    [Theory]
    [InlineData("/consolelogs?x=1", "/consolelogs?x=1")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("/\t/elsewhere.example/", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_login_the_way_leads_only_to_pages_of_our_own(string? asked, string led) =>
        Assert.Equal(led, ReturnUrl.OrFrontPage(asked));

    [Fact]
    public void Without_settings_a_token_is_required_and_a_new_one_made()
    {
        var (first, second) = (Frontend(), Frontend());

        Assert.Equal(FrontendAuthMode.BrowserToken, first.AuthMode);
        Assert.Equal(32, first.BrowserToken!.Length);
        Assert.NotEqual(first.BrowserToken, second.BrowserToken);
    }

    [Theory]
    [InlineData("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS")]
    [InlineData("DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS")]
    public void Anonymous_visitors_are_let_in_only_when_a_setting_says_so(string key) =>
        Assert.Equal(FrontendAuthMode.Unsecured, Frontend((key, "true")).AuthMode);

    [Fact]
    public void Every_fault_of_the_resource_service_settings_is_named_at_once()
    {
        var result = new ResourceServiceOptionsValidator().Validate(null, new ResourceServiceOptions { EndpointUrl = "not an address" });

        Assert.Contains("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Dashboard:ResourceServiceClient:AuthMode", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void An_api_key_mode_without_a_key_is_refused()
    {
        var options = new ResourceServiceOptions { EndpointUrl = "http://127.0.0.1:1", AuthMode = ResourceServiceAuthMode.ApiKey };

        Assert.Contains(
            "ApiKey is required", new ResourceServiceOptionsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-TW", "zh-TW")]
    [InlineData("zh-Hant-HK", "zh-TW")]
    [InlineData("zh", "zh-TW")]
    [InlineData("en-GB", "en")]
    [InlineData("de", null)]
    [InlineData("zha", null)]
    public void A_reader_is_served_the_language_they_can_read(string asked, string? served) =>
        Assert.Equal(served, dashboard::OjAspire.Dashboard.Localization.Languages.Serving(asked));

    private static BrowserToken Token() => new(Options.Create(new FrontendOptions { BrowserToken = "correct horse battery staple" }));

    private static FrontendOptions Frontend(params IEnumerable<(string Key, string Value)> settings)
    {
        var options = new FrontendOptions();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        new FrontendOptionsSetup(configuration).PostConfigure(null, options);
        return options;
    }
}
