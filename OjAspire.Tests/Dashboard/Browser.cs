using Microsoft.Playwright;

namespace OjAspire.Tests.Dashboard;

/// <summary>One real Chromium for all browser tests; each test gets a profile of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    /// <summary>How long a test waits for what it expects, in milliseconds: enough for a machine that does much else.</summary>
    internal const float Patience = 30_000;

    // Without its own update and background traffic, so that every request seen is the page's.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly Dictionary<(string Dashboard, string Locale, ColorScheme Theme), IBrowserContext> _known = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        var program = Array.Find(Programs, File.Exists)
            ?? throw new InvalidOperationException(
                "The browser tests drive a real Chromium, and none is installed. Install it with: apt-get install chromium");
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = program, Headless = true, Args = Arguments });
    }

    /// <summary>A visitor with an empty profile.</summary>
    internal Task<Visitor> VisitAsync(
        DashboardProcess dashboard, string locale = "en-US", int width = 1280, int height = 800, ColorScheme theme = ColorScheme.Light) =>
        VisitAsync(dashboard.LoginLink, locale, width, height, theme);

    /// <summary>A visitor with an empty profile, of whichever dashboard this link logs in to.</summary>
    internal async Task<Visitor> VisitAsync(
        Uri loginLink, string locale = "en-US", int width = 1280, int height = 800, ColorScheme theme = ColorScheme.Light)
    {
        var context = await NewContextAsync(locale, theme);
        return await Visitor.ComeAsync(loginLink, context, width, height, ownsContext: true);
    }

    /// <summary>
    /// A visitor who is logged in and has been here before, at one of the pages. Scripts and styles are in the browser's cache, which makes
    /// this much cheaper than an empty profile; a test that changes language or theme, or grants something, must not do so here.
    /// </summary>
    internal async Task<Visitor> ReturnAsync(Uri loginLink, string path, string locale, int width, int height, ColorScheme theme)
    {
        var key = (loginLink.Authority, locale, theme);
        if (!_known.TryGetValue(key, out var context))
        {
            _known.Add(key, context = await NewContextAsync(locale, theme));
        }
        var visitor = await Visitor.ComeAsync(loginLink, context, width, height, ownsContext: false);
        await visitor.LogInAsync(path);
        return visitor;
    }

    private Task<IBrowserContext> NewContextAsync(string locale, ColorScheme theme) =>
        _browser!.NewContextAsync(new BrowserNewContextOptions { Locale = locale, ColorScheme = theme, AcceptDownloads = true });

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }
        _playwright?.Dispose();
    }
}
