using Microsoft.Playwright;

namespace OjAspire.Tests.Dashboard;

/// <summary>One real Chromium for all browser tests; each test gets a profile of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    /// <summary>How long a test waits for what it expects, in milliseconds: enough for a machine that does much else.</summary>
    internal const float Patience = 20_000;

    // Without its own update and background traffic, so that every request seen is the page's.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        var program = Array.Find(Programs, File.Exists)
            ?? throw new InvalidOperationException("The browser tests drive a real Chromium, and none is installed. Install it with: apt-get install chromium");
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Headless = true, Args = Arguments });
    }

    /// <summary>A visitor with an empty profile.</summary>
    internal async Task<Visitor> VisitAsync(DashboardProcess dashboard, string locale = "en-US", int width = 1280, int height = 800, ColorScheme theme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = theme,
            AcceptDownloads = true,
        });
        return new Visitor(dashboard, context, await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }
        _playwright?.Dispose();
    }
}
