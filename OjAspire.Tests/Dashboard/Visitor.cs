using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace OjAspire.Tests.Dashboard;

/// <summary>
/// Somebody at a browser. When they leave, it must be true that the page asked no host but the dashboard's, and that the browser had
/// nothing to complain about (a script error, something that the content security policy forbids).
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly Uri _loginLink;
    private readonly IBrowserContext? _ownContext;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _outside = new();

    private Visitor(Uri loginLink, IBrowserContext? ownContext, IPage page)
    {
        _loginLink = loginLink;
        _ownContext = ownContext;
        Page = page;
        page.SetDefaultTimeout(Browser.Patience);
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => NoteAddress(request.Url);
        page.WebSocket += (_, socket) => NoteAddress(socket.Url);
    }

    public IPage Page { get; }

    /// <param name="ownsContext">Whether the profile is gone with the visitor.</param>
    public static async Task<Visitor> ComeAsync(Uri loginLink, IBrowserContext context, int width, int height, bool ownsContext)
    {
        var visitor = new Visitor(loginLink, ownsContext ? context : null, await context.NewPageAsync());
        await visitor.Page.SetViewportSizeAsync(width, height);
        return visitor;
    }

    /// <summary>The line of the resource table, or its card on a phone, that is about this resource.</summary>
    public ILocator Row(string label) =>
        Page.Locator("tr.resource-row").Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = label, Exact = true }) });

    /// <summary>A button of the open dialog. Its role is known to the browser only, so it is found by its text.</summary>
    public ILocator DialogButton(string text) => Page.Locator("fluent-dialog fluent-button").Filter(new() { HasTextString = text });

    /// <summary>An entry of an open menu or list, found by its text for the same reason.</summary>
    public ILocator Choice(string text) => Page.Locator("fluent-menu-item, fluent-option").Filter(new() { HasTextString = text });

    /// <summary>Follows the link of the banner, to the front page or another one.</summary>
    public async Task LogInAsync(string path = "/")
    {
        await Page.GotoAsync($"{_loginLink}&returnUrl={Uri.EscapeDataString(path)}");
        await Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
    }

    public Task GoAsync(string path) => Page.GotoAsync(new Uri(_loginLink, path).ToString());

    public async ValueTask DisposeAsync()
    {
        // A page that is left tells the dashboard, which would otherwise keep it for minutes and draw for nobody.
        await Page.GotoAsync("about:blank");
        await Page.CloseAsync();
        await (_ownContext?.CloseAsync() ?? Task.CompletedTask);
        Assert.Empty(_outside);
        Assert.Empty(_complaints);
    }

    private void NoteAddress(string url)
    {
        var address = new Uri(url);
        if (address.Scheme is not ("data" or "blob" or "about") && address.Authority != _loginLink.Authority)
        {
            _outside.Enqueue(url);
        }
    }
}
