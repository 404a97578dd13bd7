using Microsoft.Playwright;

namespace OjAspire.Tests.Dashboard;

/// <summary>
/// Whether a page stays fluid under a stream of data, measured in the page itself: gaps between frames, and how many rows are in the
/// page. The limits are wide enough for a machine that does much else, and far below what a page does that holds every row.
/// </summary>
internal sealed class Fluidity : IAsyncDisposable
{
    private const int StretchMilliseconds = 3_000;
    private const double LongestResponse = 5_000;

    private static readonly TimeSpan FeedEvery = TimeSpan.FromMilliseconds(50);

    private readonly IPage _page;
    private readonly string _rows;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _feeding;
    private double _response;

    /// <summary>Begins to feed.</summary>
    /// <param name="rows">Selector of the rows that must stay few.</param>
    /// <param name="feed">Sends this many.</param>
    public Fluidity(IPage page, string rows, int perSecond, Func<int, Task> feed)
    {
        (_page, _rows) = (page, rows);
        _feeding = FeedAsync(perSecond, feed);
    }

    /// <summary>Presses a button, and notes how long it takes until the page shows another one in its place, or that it was pressed.</summary>
    public async Task UseAsync(ILocator button, ILocator after)
    {
        var start = TimeProvider.System.GetTimestamp();
        await button.ClickAsync();
        await Assertions.Expect(after).ToHaveAttributeAsync("aria-pressed", "true");
        _response = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        await after.ClickAsync();
    }

    /// <summary>Measures while it feeds, and ends the feeding.</summary>
    /// <param name="draws">How often a second the page draws at most.</param>
    public async Task<FluidityFigures> MeasureAsync(double draws)
    {
        var figures = await Stretches.UntilGoodAsync(MeasureStretchAsync, figures => IsFluid(figures, draws));
        await _stop.CancelAsync();
        await _feeding;
        return figures;
    }

    /// <param name="draws">How often a second the page draws at most.</param>
    public static void AssertFluid(FluidityFigures figures, double draws) => Assert.True(IsFluid(figures, draws), figures.ToString());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static bool IsFluid(FluidityFigures figures, double draws) =>
        figures is { MedianGap: < 50, ShareOfStalls: < 0.25, Rows: > 0 and < 200, Response: < LongestResponse }
        && figures.Changes < 1.4 * draws;

    private async Task FeedAsync(int perSecond, Func<int, Task> feed)
    {
        using var timer = new PeriodicTimer(FeedEvery, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        var fed = 0;
        try
        {
            // As many as are due by now, so that a late tick does not make the stream thinner.
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var due = (int)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * perSecond) - fed;
                await feed(due);
                fed += due;
            }
        }
        catch (OperationCanceledException)
        {
            // Enough has been measured.
        }
    }

    private async Task<FluidityFigures> MeasureStretchAsync()
    {
        var measured = await _page.EvaluateAsync<double[][]>(
            """
            ([rows, milliseconds]) => new Promise(done => {
              const gaps = [];
              let most = 0, changes = 0, last = performance.now();
              const end = last + milliseconds;
              const observer = new MutationObserver(() => changes++);
              observer.observe(document.body, { childList: true, subtree: true });
              const frame = now => {
                gaps.push(now - last);
                last = now;
                most = Math.max(most, document.querySelectorAll(rows).length);
                if (now < end) {
                  requestAnimationFrame(frame);
                } else {
                  observer.disconnect();
                  done([gaps, [most, changes]]);
                }
              };
              requestAnimationFrame(frame);
            })
            """,
            new object[] { _rows, StretchMilliseconds });
        var (gaps, rows, changes) = (measured[0], (int)measured[1][0], measured[1][1]);
        Array.Sort(gaps);
        var time = gaps.Sum();
        return new FluidityFigures(
            gaps[gaps.Length / 2], gaps.Where(gap => gap > 200).Sum() / time, gaps[^1], rows, changes * 1000 / time, _response);
    }
}
