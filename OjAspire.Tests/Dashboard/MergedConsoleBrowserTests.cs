using System.Globalization;
using Microsoft.Playwright;
using OjAspire.Tests.Gateway;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>Console logs of several replicas in one view, in a real browser.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class MergedConsoleBrowserTests(RunningDashboard running, ITestOutputHelper output) : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public void Dispose() => running.RemoveAdded();

    [Fact]
    public async Task Replicas_are_merged_by_time_and_one_that_comes_later_joins_them()
    {
        var (first, second) = (Replica("choir", "soprano"), Replica("choir", "alto"));
        running.Host.Write(first, "\u001b[31mone", at: Noon);
        running.Host.Write(first, "three", at: Noon.AddSeconds(2));
        running.Host.Write(second, "two", at: Noon.AddSeconds(1));
        await using var visitor = await running.OpenAsync("/consolelogs/resource/choir");
        var lines = visitor.Page.Locator(".log-text");
        await Expect(lines).ToHaveTextAsync(["one", "two", "three"]);
        await Expect(visitor.Page.Locator(".log-source")).ToHaveTextAsync([first, second, first]);
        // The red that the first one asked for is its own.
        await Expect(lines.Nth(1).Locator("span")).Not.ToHaveAttributeAsync("style", "color:var(--ansi-1);");
        await Expect(lines.Nth(2).Locator("span")).ToHaveAttributeAsync("style", "color:var(--ansi-1);");

        var third = Replica("choir", "tenor");
        running.Host.Write(third, "four", at: Noon.AddSeconds(3));
        await Expect(lines).ToHaveTextAsync(["one", "two", "three", "four"]);

        running.Host.Delete(third);
        running.Host.Write(first, "five", at: Noon.AddSeconds(4));
        await Expect(lines).ToHaveTextAsync(["one", "two", "three", "four", "five"]);
    }

    [Fact]
    public async Task Everything_is_shown_until_one_is_chosen_and_a_download_says_whose_each_line_is()
    {
        var (first, second) = (Replica("duo", "left"), Replica("duo", "right"));
        running.Host.Write(first, "of the left", at: Noon);
        running.Host.Write(second, "of the right", at: Noon.AddSeconds(1));
        await using var visitor = await running.OpenAsync("/consolelogs");
        await Expect(visitor.Page.GetByText("of the left")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Combobox).ClickAsync();
        await visitor.Choice("duo – all replicas (2)").ClickAsync();
        await Expect(visitor.Page.Locator(".log-line")).ToHaveCountAsync(2);

        // The two lines may be those of before the choice; what is chosen is read anew.
        await Eventually.TrueAsync(
            async () => await DownloadAsync(visitor.Page) == $"[{first}] of the left\n[{second}] of the right\n", "the download lacks a line or its replica");
    }

    [Fact]
    public async Task Without_an_app_host_nothing_is_offered_that_needs_one_and_its_page_leads_to_the_structured_logs()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null);
        await using var visitor = await running.Browser.VisitAsync(dashboard);
        await visitor.LogInAsync();
        var main = visitor.Page.GetByRole(AriaRole.Main);
        await Expect(main.GetByText("Nobody has sent telemetry yet")).ToBeVisibleAsync();
        await Expect(main.GetByRole(AriaRole.Link, new() { Name = "Graph" })).ToHaveCountAsync(0);
        await Expect(main.GetByRole(AriaRole.Searchbox)).ToHaveCountAsync(0);

        await visitor.Page.Keyboard.PressAsync("c");
        await main.GetByRole(AriaRole.Link, new() { Name = "Structured logs" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Structured logs");
    }

    [Fact]
    public async Task A_thousand_lines_a_second_leave_the_page_fluid()
    {
        string[] replicas = [.. Enumerable.Range(1, 4).Select(number => Replica("flood", $"n{number}"))];
        await using var visitor = await running.OpenAsync("/consolelogs/resource/flood");
        await Expect(visitor.Page.GetByRole(AriaRole.Log)).ToBeVisibleAsync();
        var number = 0;

        await using var fluidity = new Fluidity(visitor.Page, ".log-line", perSecond: 1_000, count =>
        {
            for (var i = 0; i < count; i++)
            {
                var line = Interlocked.Increment(ref number);
                running.Host.Write(
                    replicas[line % replicas.Length],
                    string.Create(CultureInfo.InvariantCulture, $"\u001b[32minfo\u001b[39m: request {line} took 12 ms"));
            }
            return Task.CompletedTask;
        });
        var times = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show times" });
        await fluidity.UseAsync(times, times);

        var figures = await fluidity.MeasureAsync(draws: 10);
        output.WriteLine(figures.ToString());
        Fluidity.AssertFluid(figures, draws: 10);
        await Expect(visitor.Page.GetByText($"request {number} took")).ToBeVisibleAsync();
    }

    private static async Task<string> DownloadAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private string Replica(string service, string suffix) => running.Add(SampleResources.Replica(service, suffix, null));
}
