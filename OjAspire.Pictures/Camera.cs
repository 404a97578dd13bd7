using System.Diagnostics;
using Microsoft.Playwright;

namespace OjAspire.Pictures;

/// <summary>A real browser that takes pictures of the dashboard.</summary>
internal sealed class Camera : IAsyncDisposable
{
    private const long LargestFile = 200 * 1024;
    private const float Patience = 30_000;

    // A list may be about to be drawn anew at another place; what is looked for has to be on top somewhere.
    private const string IsInSight = """
        selector => [...document.querySelectorAll(selector)].some(shown => {
          const box = shown.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return top !== null && (shown.contains(top) || top.contains(shown));
        })
        """;

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _login;
    private readonly string _folder;

    private Camera(IPlaywright playwright, IBrowser browser, Uri login, string folder) =>
        (_playwright, _browser, _login, _folder) = (playwright, browser, login, folder);

    /// <summary>Whether every file is small enough for a repository.</summary>
    public bool IsEverythingSmall { get; private set; } = true;

    public static async Task<Camera> OpenAsync(Uri login, string folder)
    {
        Directory.CreateDirectory(folder);
        var program = Array.Find(Browsers, File.Exists)
            ?? throw new InvalidOperationException("There is no browser. Install it with: apt-get install chromium");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
        return new(playwright, browser, login, folder);
    }

    /// <summary>Takes one.</summary>
    /// <returns>What to say about it.</returns>
    public async Task<string> TakeAsync(Picture picture)
    {
        await using var reader = await _browser.NewContextAsync(new()
        {
            Locale = picture.Language,
            ColorScheme = picture.Theme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = picture.Size.Width, Height = picture.Size.Height },
        });
        reader.SetDefaultTimeout(Patience);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(_login.ToString());
        await page.GotoAsync(new Uri(_login, picture.Address).ToString());
        await page.Locator(picture.Shows).First.WaitForAsync();
        if (picture.Before is { } before)
        {
            await before(page);
        }
        else
        {
            await page.WaitForFunctionAsync(IsInSight, picture.Shows);
        }
        // Nothing is under way any more: fonts are there and the last picture has been drawn.
        await page.EvaluateAsync(
            "document.fonts.ready.then(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))");
        var path = Path.Combine(_folder, $"{picture.Name}.png");
        await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        await ShrinkAsync(path);
        var size = new FileInfo(path).Length;
        IsEverythingSmall &= size <= LargestFile;
        return $"{picture.Name}.png  {size / 1024} KiB{(size > LargestFile ? "  TOO LARGE" : "")}";
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }

    // 256 colours are enough for a page without photographs.
    private static async Task ShrinkAsync(string path)
    {
        using var pngquant = Process.Start("pngquant", ["--force", "--skip-if-larger", "--strip", "--ext", ".png", path]);
        await pngquant.WaitForExitAsync();
    }
}
