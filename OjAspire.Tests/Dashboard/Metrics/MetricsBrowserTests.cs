using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OjAspire.Dashboard.Otlp.Protos;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard.Metrics;

/// <summary>The metrics page in a real browser, before a real dashboard process that is fed by OTLP.</summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class MetricsBrowserTests(RunningDashboard running, ITestOutputHelper output)
{
    private static readonly double[] Bounds = [0.1, 0.2, 0.4];

    private readonly string _service = $"shop{Guid.NewGuid():N}"[..12];

    [Fact]
    public async Task An_instrument_is_found_by_clicks_its_chart_appears_and_moves_and_its_table_shows_what_was_sent()
    {
        using var feed = new TelemetryFeed(running.Process, _service, "1");
        var now = TimeProvider.System.GetUtcNow();
        await SendQueueAsync(feed, now.AddSeconds(-20), 17);
        await SendQueueAsync(feed, now.AddSeconds(-10), 42.5);
        await using var visitor = await running.OpenAsync("/metrics");
        var page = visitor.Page;

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Choose a resource" }).ClickAsync();
        await visitor.Choice(_service).ClickAsync();
        await Expect(page.GetByText("Choose an instrument")).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("'Plotly' in globalThis"));
        await Instrument(page, "shop.queue").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "shop.queue" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Gauge · in orders · Shop")).ToBeVisibleAsync();
        await Expect(page.Locator(".chart-legend")).ToContainTextAsync("42.5 orders");
        await Expect(Lines(page)).ToHaveCountAsync(1);

        var before = await Lines(page).GetAttributeAsync("d");
        await SendQueueAsync(feed, TimeProvider.System.GetUtcNow(), 1234);
        await Expect(page.Locator(".chart-legend")).ToContainTextAsync("1,234 orders");
        await Expect(Lines(page)).Not.ToHaveAttributeAsync("d", before!);

        await page.Locator("fluent-button").Filter(new() { HasTextString = "Table" }).ClickAsync();
        var table = page.Locator(".metric-table");
        await Expect(table.GetByText("1,234 orders", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(table.GetByText("42.5 orders", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(table.GetByText("17 orders", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Contains("view=table", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dimensions_filter_and_add_up_and_the_address_restores_it_all()
    {
        using var first = new TelemetryFeed(running.Process, _service, "1");
        using var second = new TelemetryFeed(running.Process, _service, "2");
        var time = TimeProvider.System.GetUtcNow().AddSeconds(-2);
        foreach (var (number, feed) in new[] { first, second }.Index())
        {
            await feed.SendAsync(
                "Shop",
                TelemetryFeed.Gauge("shop.stock", "1", time, (number + 1, [("kind", "tea")]), (10 * (number + 1), [("kind", "coffee")])));
        }
        await using var visitor = await running.OpenAsync($"/metrics?resource={_service}&meter=Shop&instrument=shop.stock");
        var page = visitor.Page;
        var legend = page.Locator(".chart-legend li");

        await Expect(legend)
            .ToHaveTextAsync([$"{_service}-1, coffee 10", $"{_service}-1, tea 1", $"{_service}-2, coffee 20", $"{_service}-2, tea 2"]);

        await Checkbox(page, "coffee").ClickAsync();
        await Expect(legend).ToHaveCountAsync(2);
        await page.Locator("fluent-switch").First.ClickAsync();
        await Expect(legend).ToHaveTextAsync(["tea 3"]);

        var address = page.Url;
        await visitor.GoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Resources" })).ToBeVisibleAsync();
        await page.GotoAsync(address);
        await Expect(legend).ToHaveTextAsync(["tea 3"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "All of kind" }).ClickAsync();
        await Expect(legend).ToHaveTextAsync(["coffee 30", "tea 3"]);
    }

    [Fact]
    public async Task Percentiles_of_a_known_histogram_are_right_and_an_exemplar_leads_to_its_trace_by_dot_and_by_keyboard()
    {
        using var feed = new TelemetryFeed(running.Process, _service);
        var (kept, lost) = (TelemetryFeed.NewTraceId(), TelemetryFeed.NewTraceId());
        var span = TelemetryFeed.NewSpanId();
        var now = TimeProvider.System.GetUtcNow();
        await feed.SendAsync("Shop", TelemetryFeed.Span(kept, span, "", "GET /", now.AddSeconds(-15), TimeSpan.FromMilliseconds(150)));
        var began = now.AddHours(-1);
        await feed.SendAsync("Shop", TelemetryFeed.Histogram("shop.time", "s", began, now.AddSeconds(-21), Bounds, [0, 0, 1000, 0], 300));
        var histogram = TelemetryFeed.Histogram("shop.time", "s", began, now.AddSeconds(-11), Bounds, [50, 40, 1010, 0], 310);
        histogram.Histogram.DataPoints[0].Exemplars.Add(
            [Exemplar(now.AddSeconds(-15), 0.15, kept, span), Exemplar(now.AddSeconds(-13), 0.3, lost, span)]);
        await feed.SendAsync("Shop", histogram);
        var address = $"/metrics?resource={_service}&meter=Shop&instrument=shop.time&duration=1";
        await using var visitor = await running.OpenAsync(address);
        var page = visitor.Page;

        await Expect(page.Locator(".chart-legend li")).ToHaveTextAsync(["P50 100 ms", "P90 200 ms", "P99 380 ms"]);
        await Expect(page.GetByText($"{lost[..7]} (not kept)")).ToBeVisibleAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = $"Open the trace {kept}" });
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Uri(running.Process.Address, $"/traces/{kept}?span={span}").ToString());

        await visitor.GoAsync(address);
        await Expect(Dots(page)).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await ClickAsync(
            page, Dots(page).Nth(0),
            () => Expect(page.GetByText($"The trace {lost} is not kept")).ToBeVisibleAsync(new() { Timeout = 1_000 }));
        await ClickAsync(page, Dots(page).Nth(1), () => Expect(page).ToHaveURLAsync(new Uri(running.Process.Address, $"/traces/{kept}?span={span}").ToString(), new() { Timeout = 1_000 }));
    }

    [Theory]
    [InlineData("en-US", ColorScheme.Dark, "Metrics", "Search the instruments")]
    [InlineData("zh-TW", ColorScheme.Light, "指標", "搜尋儀器")]
    public async Task On_a_phones_width_in_either_theme_and_language_it_fits_and_the_chart_has_the_themes_colours(
        string locale, ColorScheme theme, string title, string search)
    {
        using var feed = new TelemetryFeed(running.Process, _service);
        await SendQueueAsync(feed, TimeProvider.System.GetUtcNow().AddSeconds(-5), 3);
        await using var visitor = await running.OpenAsync(
            $"/metrics?resource={_service}&meter=Shop&instrument=shop.queue", locale, 390, 844, theme);
        var page = visitor.Page;


        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = search })).ToBeVisibleAsync();
        await Expect(Lines(page)).ToHaveCountAsync(1);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // The theme's tokens may come after the first drawing.
        var ink = new Regex(theme is ColorScheme.Dark ? @"^rgb\((1[3-9]\d|2\d\d)," : @"^rgb\((\d{1,2}|1[0-2]\d),");
        await Expect(page.Locator(".xtick text").First).ToHaveCSSAsync("fill", ink);
    }

    [Fact]
    public async Task Fifty_series_of_an_hour_leave_the_page_fluid()
    {
        using var feed = new TelemetryFeed(running.Process, _service);
        var now = TimeProvider.System.GetUtcNow();
        var many = new Metric { Name = "shop.many", Unit = "1", Gauge = new Gauge() };
        foreach (var second in Enumerable.Range(0, 3_590))
        {
            many.Gauge.DataPoints.Add(TelemetryFeed.Gauge("", "", now.AddSeconds(second - 3_590), Enumerable.Range(0, 50).Select(
                number => ((double)((second * (number + 7)) % 97), new (string, object)[] { ("n", number) }))).Gauge.DataPoints);
        }
        foreach (var part in many.Gauge.DataPoints.Chunk(20_000))
        {
            await feed.SendAsync("Shop", new Metric { Name = "shop.many", Unit = "1", Gauge = new Gauge { DataPoints = { part } } });
        }
        await using var visitor = await running.OpenAsync($"/metrics?resource={_service}&meter=Shop&instrument=shop.many&duration=60");
        var page = visitor.Page;
        await Expect(Lines(page)).ToHaveCountAsync(12);

        // Of the time in which it moves on by itself, how much no click would have been answered in.
        var (longest, together) = await Stretches.UntilGoodAsync(
            () => LongTasksAsync(page, seconds: 3), tasks => tasks is { Longest: < 1_000, Together: < 2_100 });

        output.WriteLine($"Longest task {longest} ms, all long ones together {together} ms of 3 s.");
        await Expect(page.GetByText("Only 12 lines are drawn; 38 more")).ToBeVisibleAsync();
        Assert.InRange(longest, 0, 1_000);
        Assert.InRange(together, 0, 2_100);
    }

    [Fact]
    public async Task What_is_dropped_is_said_and_clearing_asks_first()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null, ("DASHBOARD__TELEMETRYLIMITS__MAXMETRICSCOUNT", "1000"));
        using var feed = new TelemetryFeed(dashboard, _service);
        var now = TimeProvider.System.GetUtcNow();
        var queue = new Metric { Name = "shop.queue", Gauge = new Gauge() };
        queue.Gauge.DataPoints.Add(Enumerable.Range(1, 1_300).SelectMany(number =>
            TelemetryFeed.Gauge("", "", now.AddSeconds(0.2 * (number - 1_300)), (number, [])).Gauge.DataPoints));
        await feed.SendAsync("Shop", queue);
        await using var visitor = await running.Browser.VisitAsync(dashboard);
        await visitor.LogInAsync($"/metrics?resource={_service}&meter=Shop&instrument=shop.queue");
        var page = visitor.Page;
        // The series itself takes the room of four points.
        await Expect(page.GetByText("304 older points were dropped; there is room for 1000 points")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Clear all metrics" }).ClickAsync();
        await visitor.DialogButton("No").ClickAsync();
        await Expect(Lines(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear all metrics" }).ClickAsync();
        await visitor.DialogButton("Yes").ClickAsync();

        await Expect(page.GetByText("No metrics have come yet")).ToBeVisibleAsync();
        await Expect(page.GetByText("older points were dropped")).ToBeHiddenAsync();
    }

    private static async Task<(double Longest, double Together)> LongTasksAsync(IPage page, int seconds)
    {
        var tasks = await page.EvaluateAsync<double[]>(
            """
            seconds => new Promise(resolve => {
              const tasks = [];
              const observer = new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration)));
              observer.observe({ type: "longtask" });
              setTimeout(() => { observer.disconnect(); resolve(tasks); }, seconds * 1000);
            })
            """,
            seconds);
        return (tasks.DefaultIfEmpty(0).Max(), tasks.Sum());
    }

    private static Task<ExportMetricsServiceResponse> SendQueueAsync(TelemetryFeed feed, DateTimeOffset time, double value) =>
        feed.SendAsync("Shop", TelemetryFeed.Gauge("shop.queue", "{order}", time, (value, [])));

    private static Exemplar Exemplar(DateTimeOffset time, double value, string traceId, string spanId) =>
        new() { TimeUnixNano = TelemetryFeed.Nanoseconds(time), AsDouble = value, TraceId = TelemetryFeed.Bytes(traceId), SpanId = TelemetryFeed.Bytes(spanId) };

    private static ILocator Instrument(IPage page, string name) =>
        page.Locator("fluent-tree-item fluent-tree-item").Filter(new() { HasTextString = name });

    private static ILocator Lines(IPage page) => page.Locator(".time-chart path.js-line");

    private static ILocator Dots(IPage page) => page.Locator(".time-chart path.point");

    private static ILocator Checkbox(IPage page, string label) =>
        page.Locator(".dimension-values label").Filter(new() { HasTextString = label });

    // The dot's layer is below the one that takes the pointer, so it is clicked by its place; a chart that is drawn at this moment hears no
    // click.
    private static async Task ClickAsync(IPage page, ILocator dot, Func<Task> happened)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await dot.BoundingBoxAsync() is { } box)
            {
                await page.Mouse.MoveAsync(box.X + (box.Width / 2) - 1, box.Y + (box.Height / 2));
                await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
                await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
            }
            try
            {
                await happened();
                return;
            }
            catch (PlaywrightException) when (attempt < 20)
            {
            }
        }
    }
}
