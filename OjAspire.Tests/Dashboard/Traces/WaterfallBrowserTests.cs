using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard.Traces;

/// <summary>The waterfall of a trace in a real browser, fed over the wire.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class WaterfallBrowserTests(RunningDashboard running)
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Spans_of_two_processes_stand_in_the_order_of_the_tree_and_collapse()
    {
        using var trace = new SentTrace(running.Process, "tree", Duration);
        await trace.SendAsync();
        await using var visitor = await OpenAsync(trace.Id[..8]);

        await Expect(Names(visitor))
            .ToHaveTextAsync(["tree POST /orders", "tree call worker", "tree-worker handle order", "tree-worker write file"]);
        Assert.Equal(
            ["1", "2", "3", "4"],
            await Rows(visitor).EvaluateAllAsync<string[]>("rows => rows.map(row => row.getAttribute('aria-level'))"));
        var (root, call) = (await BarAsync(visitor, 0), await BarAsync(visitor, 1));
        Assert.InRange(call.X, root.X + (root.Width * 0.08f), root.X + (root.Width * 0.12f));
        Assert.InRange(call.Width, root.Width * 0.78f, root.Width * 0.82f);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Collapse: call worker" }).ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
        await Expect(Rows(visitor).Nth(1)).ToContainTextAsync("+2");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Expand all" }).ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(4);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Collapse all" }).ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Keys_walk_the_tree_open_the_details_and_close_them()
    {
        using var trace = new SentTrace(running.Process, "keys", Duration);
        await trace.SendAsync();
        await using var visitor = await OpenAsync(trace.Id);
        var tree = visitor.Page.GetByRole(AriaRole.Treegrid);
        await tree.FocusAsync();

        foreach (var key in (string[])["ArrowDown", "ArrowDown", "ArrowDown"])
        {
            await visitor.Page.Keyboard.PressAsync(key);
        }
        await Expect(tree).ToHaveAttributeAsync("aria-activedescendant", $"span-{trace.HandleId}");
        await visitor.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Rows(visitor)).ToHaveCountAsync(3);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(Details(visitor)).ToContainTextAsync("handle order");
        await Expect(tree).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(Details(visitor)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Details_tell_attributes_events_logs_and_links_both_ways()
    {
        using var other = new SentTrace(running.Process, "linked", Duration);
        using var trace = new SentTrace(running.Process, "details", Duration);
        await other.SendAsync();
        await trace.SendAsync(pointsAt: other);
        await using var visitor = await OpenAsync(trace.Id);

        await Rows(visitor).Nth(2).ClickAsync();
        var details = Details(visitor);
        await Expect(details).ToContainTextAsync("4711");
        await Expect(details).ToContainTextAsync("<b>x</b>");
        await Expect(details).ToContainTextAsync("+20 ms picked up");
        await Expect(details).ToContainTextAsync("Order 4711 waits");
        await Expect(details).ToContainTextAsync("details-worker-two");
        await Expect(details).ToContainTextAsync("Self time");
        await Expect(visitor.Page.Locator(".waterfall-mark")).ToHaveCountAsync(2);
        await Expect(details.GetByText("View logs of this span (1)"))
            .ToHaveAttributeAsync("href", $"/structuredlogs?trace={trace.Id}&span={trace.HandleId}");
        await Expect(visitor.Page.GetByText("View logs (1)")).ToHaveAttributeAsync("href", $"/structuredlogs?trace={trace.Id}");
        await Expect(visitor.Page).ToHaveURLAsync(new Uri(running.Process.Address, $"/traces/{trace.Id}?span={trace.HandleId}").ToString());

        await details.GetByRole(AriaRole.Link, new() { Name = $"Span {other.HandleId} of trace {other.Id[..7]}" }).ClickAsync();
        await Expect(details).ToContainTextAsync("linked-worker-two");
        await details.GetByRole(AriaRole.Link, new() { Name = "details-worker: handle order" }).ClickAsync();
        await Expect(details).ToContainTextAsync("details-worker-two");

        await Rows(visitor).Nth(3).ClickAsync();
        await Expect(details).ToContainTextAsync("The disk is full");
        await details.GetByRole(AriaRole.Button, new() { Name = "handle order" }).ClickAsync();
        await details.GetByRole(AriaRole.Link, new() { Name = "Show traces with this value: order.id" }).ClickAsync();
        await Expect(visitor.Page.Locator(".trace-chip")).ToContainTextAsync("order.id = 4711");
    }

    [Fact]
    public async Task A_trace_shows_as_soon_as_it_comes_and_finds_its_shape_while_its_spans_arrive()
    {
        using var trace = new SentTrace(running.Process, "growing", Duration);
        await using var visitor = await running.OpenAsync($"/traces/{trace.Id}");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No such trace (any more)" })).ToBeVisibleAsync();

        await trace.SendWorkerAsync();
        await Expect(Names(visitor)).ToHaveTextAsync(["growing-worker handle order", "growing-worker write file"]);
        await Expect(visitor.Page.GetByRole(AriaRole.Img, new() { Name = "Parent missing" })).ToBeVisibleAsync();
        await Rows(visitor).First.ClickAsync();

        await trace.SendWebAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(4);
        await Expect(visitor.Page.GetByRole(AriaRole.Img, new() { Name = "Parent missing" })).ToHaveCountAsync(0);
        await Expect(Details(visitor)).ToContainTextAsync("handle order");
    }

    [Fact]
    public async Task A_search_finds_spans_and_a_range_drawn_on_the_axis_fills_the_width()
    {
        using var trace = new SentTrace(running.Process, "zoomed", Duration);
        await trace.SendAsync();
        await using var visitor = await OpenAsync(trace.Id);

        var axis = (await visitor.Page.Locator(".waterfall-axis").BoundingBoxAsync())!;
        await visitor.Page.Mouse.MoveAsync(axis.X + (axis.Width * 0.1f), axis.Y + 30);
        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(axis.X + (axis.Width * 0.5f), axis.Y + 30, new() { Steps = 4 });
        await visitor.Page.Mouse.UpAsync();
        await Expect(visitor.Page.Locator("fluent-button").Filter(new() { HasTextString = "Whole trace" })).ToBeEnabledAsync();
        await Expect(visitor.Page.Locator(".waterfall-tick").First).Not.ToHaveTextAsync("0");
        Assert.InRange((await BarAsync(visitor, 3)).Width, axis.Width * 0.45f, axis.Width * 0.55f);

        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the spans" }).FillAsync("CALL");
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
        await Expect(visitor.Page.GetByText("1 of 4 spans match")).ToBeVisibleAsync();
    }

    private async Task<Visitor> OpenAsync(string id)
    {
        var visitor = await running.OpenAsync($"/traces/{id}");
        await Expect(Rows(visitor)).ToHaveCountAsync(4);
        return visitor;
    }

    private static ILocator Rows(Visitor visitor) => visitor.Page.Locator(".waterfall-row");

    private static ILocator Names(Visitor visitor) => visitor.Page.Locator(".waterfall-text");

    private static ILocator Details(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Complementary);

    private static async Task<LocatorBoundingBoxResult> BarAsync(Visitor visitor, int row) =>
        (await Rows(visitor).Nth(row).Locator(".waterfall-bar").BoundingBoxAsync())!;
}
