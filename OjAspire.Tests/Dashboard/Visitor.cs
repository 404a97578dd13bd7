using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace OjAspire.Tests.Dashboard;

/// <summary>
/// Somebody at a browser. When they leave, it must be true that the page asked no host but the dashboard's, and that the browser had
/// nothing to complain about (a script error, something that the content security policy forbids).
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly DashboardProcess _dashboard;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _outside = new();

    public Visitor(DashboardProcess dashboard, IBrowserContext context, IPage page)
    {
        _dashboard = dashboard;
        _context = context;
        Page = page;
        context.SetDefaultTimeout(Browser.Patience);
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

    /// <summary>The line of the resource table, or its card on a phone, that is about this resource.</summary>
    public ILocator Row(string label) =>
        Page.Locator("tr.resource-row").Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = label, Exact = true }) });

    /// <summary>A button of the open dialog. Its role is known to the browser only, so it is found by its text.</summary>
    public ILocator DialogButton(string text) => Page.Locator("fluent-dialog fluent-button").Filter(new() { HasTextString = text });

    /// <summary>An entry of an open menu or list, found by its text for the same reason.</summary>
    public ILocator Choice(string text) => Page.Locator("fluent-menu-item, fluent-option").Filter(new() { HasTextString = text });

    public async Task LogInAsync()
    {
        await Page.GotoAsync(_dashboard.LoginLink.ToString());
        await Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
    }

    public Task GoAsync(string path) => Page.GotoAsync(new Uri(_dashboard.Address, path).ToString());

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_outside);
        Assert.Empty(_complaints);
    }

    private void NoteAddress(string url)
    {
        var address = new Uri(url);
        if (address.Scheme is not ("data" or "blob") && address.Authority != _dashboard.Address.Authority)
        {
            _outside.Enqueue(url);
        }
    }
}
