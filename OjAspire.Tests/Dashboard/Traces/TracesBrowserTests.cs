using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard.Traces;

/// <summary>The list of traces in a real browser, fed over the wire. Each test looks at a service of its own.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class TracesBrowserTests(RunningDashboard running)
{
    [Fact]
    public async Task Filters_narrow_the_list_and_stand_in_the_address_which_brings_them_back()
    {
        using var quick = new SentTrace(running.Process, "filtered", TimeSpan.FromMilliseconds(20));
        using var slow = new SentTrace(running.Process, "filtered", TimeSpan.FromSeconds(2));
        await quick.SendWebAsync();
        await slow.SendAsync();
        await using var visitor = await running.OpenAsync("/traces?resource=filtered");
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
        await Expect(Row(visitor, slow)).ToContainTextAsync("2 s");
        await Expect(Row(visitor, slow)).ToContainTextAsync("1 error");

        await visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Min. duration" }).FillAsync("1.5 s");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(Rows(visitor)).ToHaveCountAsync(1);
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search names, ids, attributes" }).FillAsync("HANDLE");
        await visitor.Page.Locator(".trace-filters fluent-checkbox").ClickAsync();
        await AddAttributeFilterAsync(visitor, "order.id", "4711");
        await Expect(Rows(visitor)).ToHaveCountAsync(1);

        await Expect(visitor.Page).ToHaveURLAsync(
            new Regex(Regex.Escape("/traces?resource=filtered&q=HANDLE&status=error&min=1.5%20s&attr=order.id%3D4711") + "$"));
        await visitor.Page.ReloadAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(1);
        await Expect(visitor.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("HANDLE");
        await Expect(visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Min. duration" })).ToHaveValueAsync("1.5 s");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter: order.id" }).ClickAsync();
        await Expect(visitor.Page.Locator(".trace-chip")).ToHaveCountAsync(0);
        await AddAttributeFilterAsync(visitor, "order.id", "none");
        await Expect(visitor.Page.GetByText("No trace matches the filters")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_moves_under_the_pointer_until_the_reader_asks_for_what_is_new()
    {
        using var first = new SentTrace(running.Process, "steady", TimeSpan.FromMilliseconds(20));
        await first.SendWebAsync();
        await using var visitor = await running.OpenAsync("/traces?resource=steady");
        await Row(visitor, first).HoverAsync();
        var before = await Row(visitor, first).BoundingBoxAsync();

        using var second = new SentTrace(running.Process, "steady", TimeSpan.FromMilliseconds(20));
        await second.SendWebAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show 1 new traces" })).ToBeVisibleAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(1);
        Assert.Equal(before!.Y, (await Row(visitor, first).BoundingBoxAsync())!.Y);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show 1 new traces" }).ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
        await Expect(Rows(visitor).First).ToContainTextAsync(second.Id[..7]);
    }

    [Fact]
    public async Task A_paused_list_stands_still_and_goes_on_when_told()
    {
        using var first = new SentTrace(running.Process, "paused", TimeSpan.FromMilliseconds(20));
        await first.SendWebAsync();
        await using var visitor = await running.OpenAsync("/traces?resource=paused");
        await Expect(Rows(visitor)).ToHaveCountAsync(1);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        using var second = new SentTrace(running.Process, "paused", TimeSpan.FromMilliseconds(20));
        await second.SendWebAsync();
        await Expect(visitor.Page.GetByText("Show 1 new traces")).ToBeVisibleAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(1);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_longest_stand_at_the_top_when_asked_for()
    {
        using var slow = new SentTrace(running.Process, "sorted", TimeSpan.FromSeconds(3));
        using var quick = new SentTrace(running.Process, "sorted", TimeSpan.FromMilliseconds(20));
        await slow.SendWebAsync();
        await quick.SendWebAsync();
        await using var visitor = await running.OpenAsync("/traces?resource=sorted");
        await Expect(Rows(visitor).First).ToContainTextAsync(quick.Id[..7]);

        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Order" }).ClickAsync();
        await visitor.Choice("Longest first").ClickAsync();

        await Expect(Rows(visitor).First).ToContainTextAsync(slow.Id[..7]);
        await Expect(visitor.Page).ToHaveURLAsync(new Uri(running.Process.Address, "/traces?resource=sorted&sort=longest").ToString());
    }

    [Fact]
    public async Task Old_traces_are_said_to_be_dropped_and_all_are_cleared_after_a_question()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null, ("DASHBOARD__TELEMETRYLIMITS__MAXTRACECOUNT", "2"));
        using var one = new SentTrace(dashboard, "kept", TimeSpan.FromMilliseconds(20));
        using var two = new SentTrace(dashboard, "kept", TimeSpan.FromMilliseconds(20));
        using var three = new SentTrace(dashboard, "kept", TimeSpan.FromMilliseconds(20));
        foreach (var trace in (SentTrace[])[one, two, three])
        {
            await trace.SendWebAsync();
        }
        await using var visitor = await running.Browser.VisitAsync(dashboard);
        await visitor.LogInAsync("/traces");
        await Expect(visitor.Page.GetByText("1 older traces were dropped; 2 are kept.")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("2 traces with 4 spans")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Clear all traces" }).ClickAsync();
        await visitor.DialogButton("No").ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Clear all traces" }).ClickAsync();
        await visitor.DialogButton("Yes").ClickAsync();
        await Expect(visitor.Page.GetByText("No traces yet.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en-US", "Traces")]
    [InlineData("zh-TW", "追蹤")]
    public async Task On_a_phones_width_a_trace_is_a_card_that_leads_to_its_waterfall(string locale, string title)
    {
        using var trace = new SentTrace(running.Process, $"phone-{locale}", TimeSpan.FromMilliseconds(200));
        await trace.SendAsync();
        await using var visitor = await running.OpenAsync($"/traces?resource=phone-{locale}", locale, width: 390, height: 844);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true })).ToBeVisibleAsync();
        await Expect(Row(visitor, trace)).ToContainTextAsync("200 ms");
        Assert.Equal(390, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await Row(visitor, trace).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Treegrid)).ToBeVisibleAsync();
        Assert.Equal(390, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static ILocator Rows(Visitor visitor) => visitor.Page.Locator("tr.trace-row");

    private static ILocator Row(Visitor visitor, SentTrace trace) => Rows(visitor).Filter(new() { HasTextString = trace.Id[..7] });

    private static async Task AddAttributeFilterAsync(Visitor visitor, string key, string value)
    {
        await visitor.Page.Locator("fluent-button").Filter(new() { HasTextString = "Attribute filter" }).ClickAsync();
        await visitor.Page.GetByLabel("Attribute", new() { Exact = true }).FillAsync(key);
        await visitor.Page.GetByLabel("Value", new() { Exact = true }).FillAsync(value);
        await visitor.Page.GetByLabel("Value", new() { Exact = true }).PressAsync("Enter");
        await Expect(visitor.Page.Locator(".trace-chip")).ToContainTextAsync(value);
    }
}
