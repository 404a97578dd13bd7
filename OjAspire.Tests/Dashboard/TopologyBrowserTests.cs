using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>The topology page as visitors see it, of senders over the wire.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class TopologyBrowserTests(RunningDashboard running)
{
    [Fact]
    public async Task The_matrix_shows_links_as_they_are_live_and_a_sender_that_falls_silent()
    {
        await using var process = await DashboardProcess.StartAsync(null);
        await using var visitor = await running.Browser.VisitAsync(process);
        await visitor.LogInAsync("/topology");
        await Expect(visitor.Page.GetByText("Nobody has told yet who is connected to whom")).ToBeVisibleAsync();

        await using var first = TopologyFeed.Server(process, "s1", "w1", "w2");
        await using var second = TopologyFeed.Server(process, "s2", "w1");
        await using var worker = TopologyFeed.Worker(process, "w1", ("s1", "open", 2), ("s2", "open", 1));
        await using var other = TopologyFeed.Worker(process, "w2", ("s1", "open", 0), ("10.0.0.9:3001", "connecting", 0));

        await Expect(Cell(visitor, "worker-w1 – server-s1: open, 2 of 4 slots")).ToBeVisibleAsync();
        await Expect(Cell(visitor, "worker-w1 – server-s2: open, 1 of 4 slots")).ToBeVisibleAsync();
        await Expect(Cell(visitor, "worker-w2 – server-s2: no link")).ToBeVisibleAsync();
        await Expect(Cell(visitor, "worker-w2 – 10.0.0.9:3001: connecting, 0 of 4 slots")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".grand")).ToHaveTextAsync("3 / 8");
        await Expect(visitor.Page.Locator(".head-column[data-column='server~s1']")).ToContainTextAsync("7 queue length");

        worker.Change(("s1", "failing", 0), ("s2", "draining", 3));
        await Expect(Cell(visitor, "worker-w1 – server-s1: failing, 0 of 4 slots")).ToHaveClassAsync(new Regex("tone-bad"));
        await Expect(Cell(visitor, "worker-w1 – server-s2: draining, 3 of 4 slots")).ToHaveClassAsync(new Regex("tone-changing"));

        await other.FallSilentAsync();
        await Expect(visitor.Page.Locator(".head-row[data-row='worker~w2']")).ToContainTextAsync("silent for");
        await Expect(Cell(visitor, "worker-w2 – 10.0.0.9:3001: connecting, 0 of 4 slots (last known)"))
            .ToHaveClassAsync(new Regex("is-stale"));
        await Expect(visitor.Page.Locator(".grand")).ToHaveTextAsync("3 / 4");
    }

    [Fact]
    public async Task Keys_move_through_the_matrix_open_the_details_and_the_address_keeps_them()
    {
        await using var server = TopologyFeed.Server(running.Process, "s1", "w1");
        await using var worker = TopologyFeed.Worker(running.Process, "w1", ("s1", "open", 2));
        await using var visitor = await running.OpenAsync("/topology");
        await Expect(Cell(visitor, "worker-w1 – server-s1: open, 2 of 4 slots")).ToBeVisibleAsync();

        await visitor.Page.Locator("[role=grid] [tabindex='0']").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Cell(visitor, "worker-w1 – server-s1: open, 2 of 4 slots")).ToBeFocusedAsync();
        await Expect(visitor.Page.Locator(".head-column[data-column='server~s1']")).ToHaveAttributeAsync("data-hot", "");
        await Expect(visitor.Page.Locator(".head-row[data-row='worker~w1']")).ToHaveAttributeAsync("data-hot", "");
        await visitor.Page.Keyboard.PressAsync("Enter");

        var details = visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Details of worker-w1 ↔ server-s1" });
        await Expect(details).ToContainTextAsync("As worker-w1 tells it");
        await Expect(details).ToContainTextAsync("As server-s1 tells it");
        await Expect(details.GetByRole(AriaRole.Link, new() { Name = "Metrics" }).First)
            .ToHaveAttributeAsync("href", "/metrics?resource=worker-w1");
        await visitor.Page.ReloadAsync();
        await Expect(details).ToBeVisibleAsync();
        await details.PressAsync("Escape");
        await Expect(details).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_picture_has_a_line_for_each_link_and_a_phone_in_chinese_shows_both_without_scrolling_the_page_sideways()
    {
        await using var server = TopologyFeed.Server(running.Process, "s1", "w1");
        await using var worker = TopologyFeed.Worker(running.Process, "w1", ("s1", "open", 2), ("10.0.0.9:3001", "failing", 0));
        await using var visitor = await running.OpenAsync("/topology", "zh-TW", 390, 844, ColorScheme.Dark);
        await Expect(Cell(visitor, "worker-w1 – 10.0.0.9:3001：連線失敗，4 個 slots 中的 0 個")).ToBeAttachedAsync();
        await AssertNoSidewaysScrollingAsync(visitor.Page);

        await visitor.Page.GetByText("連線圖", new() { Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".line.tone-good")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".line.tone-bad")).ToHaveCountAsync(1);
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("view=picture"));
        await AssertNoSidewaysScrollingAsync(visitor.Page);
        await visitor.Page.Locator(".node[data-row='worker~w1']").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("worker-w1");
    }

    [Fact]
    public async Task Five_hundred_workers_of_ten_servers_leave_the_page_fluid()
    {
        const int Workers = 500;
        const int Servers = 10;
        await using var process = await DashboardProcess.StartAsync(null);
        await using var visitor = await running.Browser.VisitAsync(process);
        await visitor.LogInAsync();
        await using var feed = new CrowdFeed(process, Workers, Servers);
        await visitor.GoAsync("/topology");
        await Expect(visitor.Page.Locator("[data-row='worker~1'][data-column='server~10']")).ToBeVisibleAsync();
        var shown = await visitor.Page.Locator(".cell").CountAsync();
        Assert.InRange(shown, Servers, 1000);

        var begun = TimeProvider.System.GetTimestamp();
        await visitor.Page.Locator(".matrix-frame").EvaluateAsync("frame => frame.scrollTop = frame.scrollHeight");
        await Expect(visitor.Page.Locator(string.Create(CultureInfo.InvariantCulture, $"[data-row='worker~{Workers}'][data-column='server~1']"))).ToBeVisibleAsync();
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0, 10);
        await Expect(visitor.Page.Locator(".grand")).ToHaveTextAsync("500 / 2,000");

        // How long the browser takes from frame to frame while figures change; a page that stands still takes seconds.
        var longest = await Stretches.UntilGoodAsync(() => visitor.Page.EvaluateAsync<double>(
            """
            () => new Promise(done => {
              let last = performance.now(), longest = 0, frames = 0;
              const next = now => {
                longest = Math.max(longest, now - last);
                last = now;
                frames++ < 120 ? requestAnimationFrame(next) : done(longest);
              };
              requestAnimationFrame(next);
            })
            """), longest => longest < 1000);
        Assert.InRange(longest, 0, 1000);
        Assert.InRange(feed.Exports, 2, int.MaxValue);
    }

    private static ILocator Cell(Visitor visitor, string label) =>
        visitor.Page.GetByRole(AriaRole.Gridcell, new() { Name = label, Exact = true });

    private static async Task AssertNoSidewaysScrollingAsync(IPage page) => Assert.True(
        await page.EvaluateAsync<bool>("() => [document.documentElement, document.querySelector('.app-content')].every(each => each.scrollWidth <= each.clientWidth)"));
}
