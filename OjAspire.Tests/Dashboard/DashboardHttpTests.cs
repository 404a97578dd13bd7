using System.Net;
using System.Text.RegularExpressions;

namespace OjAspire.Tests.Dashboard;

/// <summary>What the running dashboard answers to whoever speaks HTTP with it.</summary>
public sealed partial class DashboardHttpTests(StandaloneDashboard standalone) : IClassFixture<StandaloneDashboard>
{
    [Fact]
    public async Task Without_the_cookie_every_page_leads_to_the_login_and_the_way_back_is_kept()
    {
        var dashboard = standalone.Process;
        using var visitor = Visitor(dashboard);

        foreach (var page in new[] { "/", "/consolelogs", "/consolelogs/resource/x", "/nothing-here" })
        {
            var answer = await visitor.GetAsync(page);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal($"{dashboard.Address}login?returnUrl={Uri.EscapeDataString(page)}", answer.Headers.Location?.ToString());
        }
        // What only scripts ask for says plainly that it is refused.
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.PostAsync("/_blazor/negotiate", null)).StatusCode);
    }

    [Fact]
    public async Task The_link_with_the_token_sets_a_guarded_cookie_and_leads_to_the_page()
    {
        var dashboard = standalone.Process;
        using var visitor = Visitor(dashboard);

        var answer = await visitor.GetAsync($"/login?t={DashboardProcess.Token}&returnUrl=%2Fconsolelogs");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(new Uri(dashboard.Address, "/consolelogs"), answer.Headers.Location);
        var cookie = Assert.Single(LoginCookies(dashboard, answer));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(DashboardProcess.Token, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_sets_no_cookie_and_says_so()
    {
        var dashboard = standalone.Process;
        using var visitor = Visitor(dashboard);

        var answer = await visitor.GetAsync($"/login?t={DashboardProcess.Token[..^1]}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(LoginCookies(dashboard, answer));
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task The_way_after_the_login_never_leads_elsewhere()
    {
        var dashboard = standalone.Process;
        using var visitor = Visitor(dashboard);

        var answer = await visitor.GetAsync($"/login?t={DashboardProcess.Token}&returnUrl=https%3A%2F%2Felsewhere.example%2F");

        Assert.Equal(dashboard.Address, answer.Headers.Location);
    }

    [Fact]
    public async Task A_cookie_of_one_dashboard_does_not_open_another()
    {
        await using var one = await DashboardProcess.StartAsync(null);
        await using var other = await DashboardProcess.StartAsync(null);
        using var visitor = Visitor(one);
        var cookie = LoginCookies(one, await visitor.GetAsync(one.LoginLink)).Single().Split(';')[0];
        using var thief = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

        using var request = new HttpRequestMessage(HttpMethod.Get, other.Address);
        request.Headers.Add("Cookie", cookie.Replace($".{one.Address.Port}=", $".{other.Address.Port}=", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Redirect, (await thief.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Anonymous_visitors_see_the_pages_when_that_is_configured()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null, ("DASHBOARD__FRONTEND__AUTHMODE", "Unsecured"));
        using var visitor = Visitor(dashboard);

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Styles_and_scripts_are_served_from_the_builds_output_whatever_the_working_directory()
    {
        var dashboard = standalone.Process;
        using var visitor = Visitor(dashboard);
        var page = await visitor.GetStringAsync("/login");
        var files = FileReference().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains(files, file => file.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(files, file => file.Contains("blazor.web", StringComparison.Ordinal));

        foreach (var file in files)
        {
            Assert.DoesNotContain("//", file, StringComparison.Ordinal);
            var answer = await visitor.GetAsync("/" + file.TrimStart('/'));
            Assert.True(answer.IsSuccessStatusCode, $"{file}: {answer.StatusCode}");
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/app.css")]
    [InlineData("/")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var dashboard = standalone.Process;
        using var visitor = Visitor(dashboard);

        var headers = (await visitor.GetAsync(path)).Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("zh-TW,zh;q=0.9,en;q=0.8", "<html lang=\"zh-TW\"", "權杖")]
    [InlineData("de-DE,de;q=0.9", "<html lang=\"en\"", "Token")]
    [InlineData("en-GB,zh-TW;q=0.5", "<html lang=\"en\"", "Token")]
    public async Task The_page_speaks_the_language_that_the_browser_asks_for(string accept, string tag, string word)
    {
        var dashboard = standalone.Process;
        using var visitor = Visitor(dashboard);
        visitor.DefaultRequestHeaders.Add("Accept-Language", accept);

        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync("/login"));

        Assert.Contains(tag, page, StringComparison.Ordinal);
        Assert.Contains(word, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_refused_by_name()
    {
        var dashboard = standalone.Process;
        using var visitor = Visitor(dashboard);

        var answer = await visitor.GetAsync("/language?code=tlh");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "'code'", (await answer.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_end_the_start_and_are_all_named()
    {
        var output = await DashboardProcess.FailToStartAsync(
            ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "nowhere"), ("DASHBOARD__FRONTEND__BROWSERTOKEN", "short"), ("DASHBOARD__FRONTEND__MAXCONSOLELOGCOUNT", "1"));

        Assert.Contains("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL must be", output, StringComparison.Ordinal);
        Assert.Contains("Dashboard:Frontend:BrowserToken must have", output, StringComparison.Ordinal);
        Assert.Contains("Dashboard:Frontend:MaxConsoleLogCount must be", output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> LoginCookies(DashboardProcess dashboard, HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Where(cookie => cookie.StartsWith($".OjAspire.Dashboard.{dashboard.Address.Port}=", StringComparison.Ordinal))
            : [];

    private static HttpClient Visitor(DashboardProcess dashboard) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = dashboard.Address };

    [GeneratedRegex("(?:href|src)=\"([^\"]+\\.(?:css|js|svg))\"")]
    private static partial Regex FileReference();
}
