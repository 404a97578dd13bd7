using Microsoft.Playwright;
using OjAspire.Tests.Gateway;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>The graph of the resources in a real browser.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class ResourceGraphBrowserTests(RunningDashboard running)
{
    [Fact]
    public async Task Replicas_are_counted_in_one_node_and_what_it_needs_is_drawn()
    {
        await using var visitor = await OpenAsync();

        await Expect(Node(visitor, "oj-api-server").GetByText("3/3")).ToBeVisibleAsync();
        await Expect(Node(visitor, "oj-api-server").GetByRole(AriaRole.Link, new() { Name = "http://localhost:3001" })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("path[data-from=oj-api-server][data-to=join-token]")).ToHaveCountAsync(1);
        await Expect(Button(visitor, "oj-api-server")).ToHaveAccessibleDescriptionAsync("Refers to join-token");
        await Expect(visitor.Page.Locator(".graph-node")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Enter_on_a_node_opens_its_details_and_marks_its_neighbours_and_escape_closes_them()
    {
        await using var visitor = await OpenAsync();

        await Button(visitor, "oj-sandbox").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        var details = visitor.Page.GetByRole(AriaRole.Complementary);
        await Expect(details.GetByRole(AriaRole.Heading, new() { Name = "oj-sandbox", Exact = true })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".graph-node.near")).ToHaveCountAsync(2);
        await Expect(Node(visitor, "oj-api-server")).Not.ToContainClassAsync("near");
        await Expect(visitor.Page.Locator("path.near")).ToHaveCountAsync(1);

        await details.GetByRole(AriaRole.Button, new() { Name = "Close details" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(details).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_change_of_state_shows_at_once_and_moves_nothing()
    {
        await using var host = await ScriptedAppHost.StartAsync(SampleResources.Application());
        await using var dashboard = await DashboardProcess.StartAsync(host);
        await using var visitor = await running.Browser.VisitAsync(dashboard);
        await visitor.LogInAsync("/?view=graph");
        var frame = visitor.Page.Locator(".graph-frame");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Zoom in" }).ClickAsync();
        await Expect(frame).ToHaveAttributeAsync("data-scale", "1.250");
        var before = await Node(visitor, "oj-sandbox").BoundingBoxAsync();

        var stopped = SampleResources.Service("oj-sandbox", "Exited");
        (stopped.StateStyle, stopped.ExitCode) = ("error", 1);
        host.Change(stopped);

        await Expect(Node(visitor, "oj-sandbox").GetByText("Exited (1)")).ToBeVisibleAsync();
        var after = await Node(visitor, "oj-sandbox").BoundingBoxAsync();
        Assert.Equal((before!.X, before.Y), (after!.X, after.Y));
    }

    [Fact]
    public async Task It_is_zoomed_by_the_wheel_moved_by_dragging_and_by_keys_and_shown_whole_again()
    {
        await using var visitor = await OpenAsync();
        var frame = visitor.Page.Locator(".graph-frame");
        var box = (await frame.BoundingBoxAsync())!;
        var home = (await Node(visitor, "oj-sandbox").BoundingBoxAsync())!;

        await visitor.Page.Mouse.MoveAsync(box.X + 30, box.Y + 30);
        await visitor.Page.Mouse.WheelAsync(0, -200);
        await Expect(frame).Not.ToHaveAttributeAsync("data-scale", "1.000");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await frame.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("0");
        await Expect(frame).ToHaveAttributeAsync("data-scale", "1.000");

        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(box.X + 80, box.Y + 50);
        await visitor.Page.Mouse.UpAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await WhenAtAsync(home.X + 50 - 60, home.Y + 20);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show all of it" }).ClickAsync();
        await Expect(frame).ToHaveAttributeAsync("data-scale", "1.000");
        await WhenAtAsync(home.X, home.Y);

        Task WhenAtAsync(double x, double y) => Eventually.TrueAsync(
            async () => await Node(visitor, "oj-sandbox").BoundingBoxAsync() is { } node && (node.X, node.Y) == (x, y), $"it does not come to ({x}, {y})");
    }

    [Fact]
    public async Task The_filter_and_the_way_between_table_and_graph_stand_in_the_address()
    {
        await using var visitor = await running.OpenAsync("/");

        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Filter" }).FillAsync("sandbox");
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("filter=sandbox"));
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Graph" }).ClickAsync();

        await Expect(visitor.Page.Locator(".graph-node")).ToHaveCountAsync(1);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Table" }).ClickAsync();
        await Expect(visitor.Row("oj-sandbox")).ToBeVisibleAsync();
        await Expect(visitor.Row("join-token")).ToBeHiddenAsync();
    }

    private static ILocator Node(Visitor visitor, string id) => visitor.Page.Locator($".graph-node[data-node='{id}']");

    private static ILocator Button(Visitor visitor, string id) => Node(visitor, id).GetByRole(AriaRole.Button);

    private async Task<Visitor> OpenAsync()
    {
        var visitor = await running.OpenAsync("/?view=graph");
        await Expect(visitor.Page.Locator(".graph-frame[data-scale]")).ToBeVisibleAsync();
        return visitor;
    }
}
