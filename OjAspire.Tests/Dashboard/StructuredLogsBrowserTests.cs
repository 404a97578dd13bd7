using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using OjAspire.Dashboard.Otlp.Protos;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard;

/// <summary>The page of structured logs in a real browser, fed over the wire by OTLP. Each test looks at a service of its own.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class StructuredLogsBrowserTests(RunningDashboard running, ITestOutputHelper output)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Records_are_narrowed_by_resource_level_and_text_and_the_address_tells_it()
    {
        await SendAsync(
            "shop", "a1", Record("from the first"), Record("a warning", SeverityNumber.Warn),
            Record("an error of Ada", SeverityNumber.Error));
        await SendAsync("shop", "a2", Record("an error of the second", SeverityNumber.Error));
        await using var visitor = await running.OpenAsync("/structuredlogs?resource=shop");
        await Expect(Rows(visitor)).ToHaveCountAsync(4);

        await ChooseAsync(visitor, "Level", "Warning");
        await Expect(Rows(visitor)).ToHaveCountAsync(3);
        await ChooseAsync(visitor, "Resource", "shop-a1");
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the records" }).FillAsync("ADA");
        await Expect(Rows(visitor)).ToHaveCountAsync(1);
        await Expect(Rows(visitor)).ToContainTextAsync("Error");

        await Expect(visitor.Page)
            .ToHaveURLAsync(new Uri(running.Process.Address, "/structuredlogs?resource=shop-a1&level=Warning&text=ADA").ToString());
        await visitor.Page.ReloadAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(1);
        await Expect(Rows(visitor)).ToContainTextAsync("an error of Ada");
        await Expect(visitor.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("ADA");
    }

    [Fact]
    public async Task A_filter_by_property_is_made_edited_switched_off_and_removed()
    {
        await SendAsync(
            "depot", "b1", Record("one", attributes: [("Weight", 5)]), Record("two", attributes: [("Weight", 50)]), Record("three"));
        await using var visitor = await running.OpenAsync("/structuredlogs?resource=depot");
        await Expect(Rows(visitor)).ToHaveCountAsync(3);

        await Button(visitor, "Add a filter").ClickAsync();
        await ChooseAsync(visitor, "Field", "Weight");
        await ChooseAsync(visitor, "Condition", "is at least (number)");
        await visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Value" }).FillAsync("40");
        await visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Value" }).PressAsync("Enter");
        await Expect(Rows(visitor)).ToHaveCountAsync(1);
        await Expect(Rows(visitor)).ToContainTextAsync("two");

        var chip = visitor.Page.Locator(".filter-chip");
        await chip.GetByRole(AriaRole.Button, new() { Name = "Weight ≥ 40" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Value" }).FillAsync("4");
        await visitor.Page.Locator("fluent-button").Filter(new() { HasTextString = "Apply" }).ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(2);

        await chip.Locator("fluent-checkbox").ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(3);
        await chip.Locator("fluent-checkbox").ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
        await Button(visitor, "Remove the filter: Weight").ClickAsync();
        await Expect(chip).ToHaveCountAsync(0);
        await Expect(Rows(visitor)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_records_of_a_trace_are_shown_and_lead_back_to_it()
    {
        var trace = TelemetryFeed.NewTraceId();
        var record = Record("inside");
        record.TraceId = TelemetryFeed.Bytes(trace);
        record.SpanId = TelemetryFeed.Bytes(TelemetryFeed.NewSpanId());
        await SendAsync("tracer", "c1", record, Record("outside"));
        await using var visitor = await running.OpenAsync($"/structuredlogs?resource=tracer&trace={trace}");


        await Expect(Rows(visitor)).ToHaveCountAsync(1);
        await Expect(Rows(visitor).GetByRole(AriaRole.Link)).ToHaveTextAsync(trace[..7]);
        await Expect(Rows(visitor).GetByRole(AriaRole.Link))
            .ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex($"/traces/{trace}"));
        await Button(visitor, "Remove the filter: Trace").ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Details_open_and_close_by_keyboard_and_a_value_becomes_a_filter()
    {
        var failed = Record(
            "it failed", SeverityNumber.Error, ("exception.type", "System.IO.IOException"), ("exception.stacktrace", "System.IO.IOException: no\n   at Depot.Open()"), ("Shelf", "7"));
        await SendAsync("keys", "d1", Record("first"), failed, Record("last"));
        await using var visitor = await running.OpenAsync("/structuredlogs?resource=keys");
        await Rows(visitor).Nth(1).GetByRole(AriaRole.Button).FocusAsync();

        await visitor.Page.Keyboard.PressAsync("Enter");
        var details = visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Record" });
        await Expect(details.Locator("pre")).ToContainTextAsync("at Depot.Open()");
        await Expect(details.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToBeFocusedAsync();
        await Button(visitor, "Show only this: Shelf").ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(1);

        await Button(visitor, "Remove the filter: Shelf").ClickAsync();
        await Button(visitor, "Next record").ClickAsync();
        await Expect(details).ToContainTextAsync("last");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(details).ToBeHiddenAsync();
        Assert.DoesNotContain("record=", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_list_counts_what_comes_and_a_download_has_what_is_shown()
    {
        await SendAsync("still", "e1", Record("before"));
        await using var visitor = await running.OpenAsync("/structuredlogs?resource=still");
        await Expect(Rows(visitor)).ToHaveCountAsync(1);

        await Button(visitor, "Pause").ClickAsync();
        await SendAsync("still", "e1", Record("during"), Record("during, too"));
        await Expect(visitor.Page.Locator(".log-paused")).ToContainTextAsync("new records");
        await Expect(Rows(visitor)).ToHaveCountAsync(1);
        await Button(visitor, "Resume").ClickAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(3);
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => Button(visitor, "Download").ClickAsync());

        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(
            ["before", "during", "during, too"],
            lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task What_is_dropped_is_said_and_clearing_asks_first()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null, ("DASHBOARD__TELEMETRYLIMITS__MAXLOGCOUNT", "100"));
        using var feed = new TelemetryFeed(dashboard, "flood", "f1");
        await feed.SendAsync("Depot", Enumerable.Range(1, 250).Select(number => Record($"record {number}")));
        await using var visitor = await running.Browser.VisitAsync(dashboard);
        await visitor.LogInAsync("/structuredlogs");
        await Expect(visitor.Page.GetByText("150 older records were dropped; 100 are kept.")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("record 250")).ToBeInViewportAsync();

        await Button(visitor, "Clear the records").ClickAsync();
        await visitor.DialogButton("No").ClickAsync();
        await Expect(visitor.Page.GetByText("100 of 100 records")).ToBeVisibleAsync();
        await Button(visitor, "Clear the records").ClickAsync();
        await visitor.DialogButton("Yes").ClickAsync();

        await Expect(visitor.Page.GetByText("0 of 0 records")).ToBeVisibleAsync();
        await Expect(Rows(visitor)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_thousand_records_a_second_leave_the_page_fluid()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null);
        using var feed = new TelemetryFeed(dashboard, "flood", "g1");
        // Full from the beginning: from now on each record that comes pushes one out.
        await feed.SendAsync(
            "Depot", Enumerable.Range(1, 10_000).Select(number => Record($"old {number}", attributes: [("Number", number)])));
        await using var visitor = await running.Browser.VisitAsync(dashboard);
        await visitor.LogInAsync("/structuredlogs");
        await Expect(visitor.Page.GetByText("old 10000")).ToBeInViewportAsync();
        var number = 0;

        await using var fluidity = new Fluidity(visitor.Page, ".record", perSecond: 1_000, count => feed.SendAsync(
            "Depot", Enumerable.Range(0, count).Select(_ => Record(string.Create(CultureInfo.InvariantCulture, $"new {++number}"), attributes: [("Number", number)]))));
        await fluidity.UseAsync(Button(visitor, "Pause"), Button(visitor, "Resume"));

        var figures = await fluidity.MeasureAsync(draws: 4);
        output.WriteLine(figures.ToString());
        Fluidity.AssertFluid(figures, draws: 4);
        await Expect(visitor.Page.GetByText($"new {number}", new() { Exact = true })).ToBeInViewportAsync();
    }

    private static LogRecord Record(
        string message, SeverityNumber level = SeverityNumber.Info, params (string Key, object Value)[] attributes) =>
        TelemetryFeed.Record(Noon, level, message, attributes);

    private static ILocator Rows(Visitor visitor) => visitor.Page.Locator(".record.list-row");

    private static ILocator Button(Visitor visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task ChooseAsync(Visitor visitor, string list, string choice)
    {
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = list }).ClickAsync();
        await visitor.Page.Locator("fluent-option:visible").GetByText(choice, new() { Exact = true }).ClickAsync();
    }

    private async Task SendAsync(string service, string instance, params IEnumerable<LogRecord> records)
    {
        using var feed = new TelemetryFeed(running.Process, service, instance);
        await feed.SendAsync("Depot", records);
    }
}
