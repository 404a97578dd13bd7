using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>The console logs page in a real browser, before a real dashboard process and a scripted app host.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class ConsoleLogsBrowserTests(RunningDashboard running) : IDisposable
{
    public void Dispose() => running.RemoveAdded();

    [Fact]
    public async Task Lines_appear_as_they_are_written_with_their_colours_and_their_stream()
    {
        var replica = running.AddReplica();
        running.Host.Write(replica, "\u001b[32minfo\u001b[39m: Managing connections to 3 scheduler(s)");
        await using var visitor = await running.OpenAsync("/");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Console logs: {replica}" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Managing connections")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("info", new() { Exact = true })).ToHaveAttributeAsync("style", "color:var(--ansi-2);");

        running.Host.Write(replica, "Unhandled exception. <b>x</b>", isError: true);
        var error = visitor.Page.Locator(".log-error");
        await Expect(error).ToContainTextAsync("Unhandled exception. <b>x</b>");
        await Expect(error).ToContainTextAsync("stderr");
    }

    [Fact]
    public async Task Another_replica_is_chosen_from_the_list()
    {
        var replica = running.AddReplica();
        var other = running.AddReplica();
        running.Host.Write(replica, "of the first");
        running.Host.Write(other, "of the other");
        await using var visitor = await running.OpenAsync(PageOf(replica));
        await Expect(visitor.Page.GetByText("of the first")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Combobox).ClickAsync();
        await visitor.Choice(other).ClickAsync();

        await Expect(visitor.Page.GetByText("of the other")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("of the first")).ToBeHiddenAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Uri(running.Process.Address, PageOf(other)).ToString());
    }

    [Fact]
    public async Task A_search_marks_what_matches_and_shows_only_that_if_asked()
    {
        var replica = running.AddReplica();
        WriteLines(running.Host, replica, 1, 500);
        await using var visitor = await running.OpenAsync(PageOf(replica));
        await Expect(visitor.Page.GetByText("line 500 of", new() { Exact = false })).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" }).FillAsync("LINE 77 ");
        await Expect(visitor.Page.GetByText("1 of 500 lines match")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show only lines that match" }).ClickAsync();

        await Expect(visitor.Page.Locator(".log-line")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("mark")).ToHaveTextAsync("line 77 ");
    }

    [Fact]
    public async Task Enter_goes_from_match_to_match_and_the_address_keeps_the_search()
    {
        var replica = running.AddReplica();
        WriteLines(running.Host, replica, 1, 500);
        await using var visitor = await running.OpenAsync($"{PageOf(replica)}?search=0+of");
        var current = visitor.Page.Locator(".log-current");
        var search = visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" });
        await Expect(visitor.Page.GetByText("0/50")).ToBeVisibleAsync();

        await search.PressAsync("Enter");
        await Expect(current).ToContainTextAsync("line 10 of");
        await search.PressAsync("Enter");
        await Expect(current).ToContainTextAsync("line 20 of");
        await Expect(current).ToBeInViewportAsync();
        await search.PressAsync("Shift+Enter");
        await search.PressAsync("Shift+Enter");

        await Expect(current).ToContainTextAsync("line 500 of");
        await Expect(current).ToBeInViewportAsync();
        await Expect(visitor.Page.GetByText("50/50")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_paused_page_stands_still_and_catches_up_when_it_goes_on()
    {
        var replica = running.AddReplica();
        WriteLines(running.Host, replica, 1, 5);
        await using var visitor = await running.OpenAsync(PageOf(replica));
        await Expect(visitor.Page.GetByText("line 5 of")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        WriteLines(running.Host, replica, 6, 3);
        await Expect(visitor.Page.GetByText("Paused; 3 new lines")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("line 8 of")).ToBeHiddenAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(visitor.Page.GetByText("line 8 of")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_long_log_keeps_to_its_bound_says_so_and_holds_few_lines_in_the_page()
    {
        await using var host = await ScriptedAppHost.StartAsync(SampleResources.Application());
        const string replica = "oj-sandbox-bwnkrtqm";
        WriteLines(host, replica, 1, 3_000);
        await using var dashboard = await DashboardProcess.StartAsync(host, ("DASHBOARD__FRONTEND__MAXCONSOLELOGCOUNT", "2000"));
        await using var visitor = await running.Browser.VisitAsync(dashboard);
        await visitor.LogInAsync(PageOf(replica));

        await Expect(visitor.Page.GetByText("line 3000 of")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("1000 older lines were dropped; this page keeps 2000.")).ToBeVisibleAsync();
        Assert.InRange(await visitor.Page.Locator(".log-line").CountAsync(), 1, 150);

        // Lines that push out the oldest do not move what a reader has scrolled up to.
        await visitor.Page.GetByRole(AriaRole.Log).HoverAsync();
        await visitor.Page.Mouse.WheelAsync(0, -2_000);
        await Expect(visitor.Page.GetByText("line 2900 of")).ToBeInViewportAsync();
        WriteLines(host, replica, 3_001, 300);
        await Expect(visitor.Page.GetByText("Scrolled up; 300 new lines")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("line 2900 of")).ToBeInViewportAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Follow the end" }).ClickAsync();
        await Expect(visitor.Page.GetByText("line 3300 of")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Scrolling_up_stops_following_and_the_button_goes_back_to_the_end()
    {
        var replica = running.AddReplica();
        WriteLines(running.Host, replica, 1, 500);
        await using var visitor = await running.OpenAsync(PageOf(replica));
        await Expect(visitor.Page.GetByText("line 500 of")).ToBeInViewportAsync();
        var follow = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Follow the end" });

        await visitor.Page.GetByRole(AriaRole.Log).HoverAsync();
        await visitor.Page.Mouse.WheelAsync(0, -2_000);
        await Expect(follow).ToHaveAttributeAsync("aria-pressed", "false");
        WriteLines(running.Host, replica, 501, 10);
        await Expect(visitor.Page.GetByText("line 510 of")).Not.ToBeInViewportAsync();

        await follow.ClickAsync();
        await Expect(visitor.Page.GetByText("line 510 of")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task The_log_downloads_as_plain_text()
    {
        var replica = running.AddReplica();
        running.Host.Write(replica, "\u001b[31mfirst\u001b[0m");
        running.Host.Write(replica, "第二行");
        await using var visitor = await running.OpenAsync(PageOf(replica));
        await Expect(visitor.Page.GetByText("第二行")).ToBeVisibleAsync();

        var download = await visitor.Page.RunAndWaitForDownloadAsync(
            () => visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());

        Assert.StartsWith(replica, download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal("first\n第二行\n", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    private static string PageOf(string replica) => $"/consolelogs/resource/{replica}";

    private static void WriteLines(ScriptedAppHost host, string replica, int first, int count)
    {
        foreach (var number in Enumerable.Range(first, count))
        {
            host.Write(replica, string.Create(CultureInfo.InvariantCulture, $"line {number} of the log"));
        }
    }
}
