using Microsoft.Playwright;
using OjAspire.Dashboard.Otlp.Protos;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OjAspire.Tests.Dashboard.Traces;

/// <summary>
/// 100,000 spans in the store and some hundred more each second: pages open soon, scroll, and leave the browser time for frames.
/// Limits are for a machine of two cores that does much else; a page that draws all rows exceeds them many times over.
/// </summary>
[Collection(RunningDashboardCollection.Name)]
public sealed class TracesFluidityTests(RunningDashboard running, ITestOutputHelper output)
{
    private const int ShortTraces = 9_000;
    private const int SpansOfShort = 10;
    private const int SpansOfLong = 10_000;
    private const int MostRows = 120;
    private const int MostGap = 1_500;

    private static readonly TimeSpan OpensWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DrawsWithin = TimeSpan.FromSeconds(5);

    // The longest time between two frames since it was asked for last.
    private const string WatchFrames = """
        () => {
          window.worst = 0;
          let last = performance.now();
          const frame = now => { window.worst = Math.max(window.worst, now - last); last = now; requestAnimationFrame(frame); };
          requestAnimationFrame(frame);
        }
        """;

    [Fact]
    public async Task A_hundred_thousand_spans_leave_the_list_and_the_waterfall_fluid_while_more_arrive()
    {
        await using var dashboard = await DashboardProcess.StartAsync(null);
        var longTrace = await FillAsync(dashboard);
        await using var visitor = await running.Browser.VisitAsync(dashboard, height: 900);
        await visitor.LogInAsync();
        using var ending = new CancellationTokenSource();
        var arriving = SendSteadilyAsync(dashboard, ending.Token);
        try
        {
            await MeasureListAsync(visitor);
            await MeasureWaterfallAsync(visitor, longTrace);
        }
        finally
        {
            await ending.CancelAsync();
            await arriving;
        }
    }

    private async Task MeasureListAsync(Visitor visitor)
    {
        var rows = visitor.Page.Locator("tr.trace-row");
        await WithinAsync("list opens", OpensWithin, async () =>
        {
            await visitor.GoAsync("/traces");
            await Expect(rows.First).ToBeVisibleAsync();
        });
        await visitor.Page.EvaluateAsync(WatchFrames);
        await WithinAsync("list scrolls to its middle", DrawsWithin, async () =>
        {
            await visitor.Page.EvaluateAsync(
                "() => { const frame = document.querySelector('.trace-table'); frame.scrollTop = frame.scrollHeight / 2; }");
            await visitor.Page.WaitForFunctionAsync(RowIsInTheMiddleOf, "tr.trace-row .trace-id");
        });
        await CheckAsync(visitor, "list", rows);
        await WithinAsync("list is searched", DrawsWithin, async () =>
        {
            await visitor.Page.GetByRole(AriaRole.Searchbox).FillAsync("value 4711");
            await Expect(visitor.Page.GetByText("1 of")).ToBeVisibleAsync();
        });
    }

    private async Task MeasureWaterfallAsync(Visitor visitor, string traceId)
    {
        var rows = visitor.Page.Locator(".waterfall-row");
        await WithinAsync("waterfall opens", OpensWithin, async () =>
        {
            await visitor.GoAsync($"/traces/{traceId}");
            await Expect(rows.First).ToBeVisibleAsync();
        });
        await visitor.Page.EvaluateAsync(WatchFrames);
        await WithinAsync("waterfall scrolls to its middle", DrawsWithin, async () =>
        {
            await visitor.Page.EvaluateAsync(
                "() => { const frame = document.querySelector('.waterfall'); frame.scrollTop = frame.scrollHeight / 2; }");
            await visitor.Page.WaitForFunctionAsync(RowIsInTheMiddleOf, ".waterfall-row .waterfall-text");
        });
        await WithinAsync("waterfall goes to its end by a key", DrawsWithin, async () =>
        {
            await visitor.Page.GetByRole(AriaRole.Treegrid).FocusAsync();
            await visitor.Page.Keyboard.PressAsync("End");
            await Expect(visitor.Page.GetByText("step 9999", new() { Exact = false })).ToBeVisibleAsync();
        });
        await CheckAsync(visitor, "waterfall", rows);
    }

    // Something is drawn halfway down the window, which is empty until the rows there have come.
    private const string RowIsInTheMiddleOf = """
        selector => [...document.querySelectorAll(selector)].some(row => {
          const box = row.getBoundingClientRect();
          return box.top > innerHeight * 0.4 && box.bottom < innerHeight * 0.8;
        })
        """;

    private async Task CheckAsync(Visitor visitor, string page, ILocator rows)
    {
        var (count, gap) = (await rows.CountAsync(), await visitor.Page.EvaluateAsync<double>("window.worst"));
        output.WriteLine(FormattableString.Invariant($"{page}: {count} rows in the page, longest gap between frames {gap:0} ms"));
        Assert.InRange(count, 1, MostRows);
        Assert.InRange(gap, 0, MostGap);
    }

    private async Task WithinAsync(string what, TimeSpan limit, Func<Task> act)
    {
        var begin = TimeProvider.System.GetTimestamp();
        await act();
        var took = TimeProvider.System.GetElapsedTime(begin);
        output.WriteLine(FormattableString.Invariant($"{what}: {took.TotalMilliseconds:0} ms"));
        Assert.InRange(took, TimeSpan.Zero, limit);
    }

    private static async Task<string> FillAsync(DashboardProcess dashboard)
    {
        using var feed = new TelemetryFeed(dashboard, "many", "one");
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        foreach (var batch in Enumerable.Range(0, ShortTraces).Chunk(500))
        {
            await feed.SendAsync("Many", batch.SelectMany(number => ShortTrace(now.AddMilliseconds(number * 10), number)));
        }
        var (traceId, rootId) = (TelemetryFeed.NewTraceId(), TelemetryFeed.NewSpanId());
        var steps = Enumerable.Range(1, SpansOfLong - 1).Select(number => TelemetryFeed.Span(
            traceId, TelemetryFeed.NewSpanId(), rootId, FormattableString.Invariant($"step {number}"), now.AddMilliseconds(number), TimeSpan.FromMilliseconds(50)));
        foreach (var batch in steps.Prepend(TelemetryFeed.Span(traceId, rootId, "", "long", now, TimeSpan.FromSeconds(11))).Chunk(2_000))
        {
            await feed.SendAsync("Many", batch);
        }
        return traceId;
    }

    private static IEnumerable<Span> ShortTrace(DateTimeOffset start, int number)
    {
        var (traceId, rootId) = (TelemetryFeed.NewTraceId(), TelemetryFeed.NewSpanId());
        yield return TelemetryFeed.Span(
            traceId, rootId, "", "request", start, TimeSpan.FromMilliseconds(20),
            ("number", FormattableString.Invariant($"value {number}.")));
        for (var child = 1; child < SpansOfShort; child++)
        {
            yield return TelemetryFeed.Span(
                traceId, TelemetryFeed.NewSpanId(), rootId, "part", start.AddMilliseconds(child), TimeSpan.FromMilliseconds(1), ("part", child), ("host", "shelf-7"));
        }
    }

    // Thirty traces of ten spans a second.
    private static async Task SendSteadilyAsync(DashboardProcess dashboard, CancellationToken ending)
    {
        using var feed = new TelemetryFeed(dashboard, "more", "two");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(ending))
            {
                await feed.SendAsync("More", Enumerable.Range(0, 3).SelectMany(_ => ShortTrace(TimeProvider.System.GetUtcNow(), 100_000)));
            }
        }
        catch (OperationCanceledException)
        {
            // The pages have been measured.
        }
    }
}
