extern alias dashboard;

using dashboard::OjAspire.Dashboard.StructuredLogs;
using dashboard::OjAspire.Dashboard.StructuredLogs.Filters;
using dashboard::OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Tests.Dashboard;

public sealed class FilteredLogTests
{
    private static readonly LogQuery Errors = LogQuery.Everything with { Level = LogSeverity.Error };

    private readonly LogStore _store = new(10);
    private readonly FilteredLog _log;

    public FilteredLogTests() => _log = new FilteredLog(_store);

    [Fact]
    public void Records_that_come_are_added_where_they_match()
    {
        Add(LogSeverity.Error, LogSeverity.Debug);
        _log.Show(Errors);
        Add(LogSeverity.Debug, LogSeverity.Critical);
        Assert.Equal(2, _log.Waiting);

        _log.Update();

        Assert.Equal([1, 4], Numbers());
        Assert.Equal((4L, 0L, 0L), (_log.Kept, _log.Dropped, _log.Waiting));
    }

    [Fact]
    public void Records_that_the_store_drops_go_from_the_view_too()
    {
        _log.Show(Errors);
        Add([.. Enumerable.Repeat(LogSeverity.Error, 8)]);
        _log.Update();
        Add([.. Enumerable.Repeat(LogSeverity.Debug, 6)]);
        _log.Update();

        Assert.Equal([5, 6, 7, 8], Numbers());
        Assert.Equal((10L, 4L), (_log.Kept, _log.Dropped));
        Assert.True(_log.IsFull);
    }

    [Fact]
    public void A_view_that_stands_still_keeps_what_it_has_and_another_query_shows_nothing_newer()
    {
        Add(LogSeverity.Debug, LogSeverity.Error);
        _log.Show(LogQuery.Everything);
        Add(LogSeverity.Error);

        _log.Show(Errors);

        Assert.Equal([2], Numbers());
        Assert.Equal((2L, 1L), (_log.Kept, _log.Waiting));
    }

    [Fact]
    public void A_store_that_was_cleared_empties_the_view()
    {
        Add(LogSeverity.Error, LogSeverity.Error);
        _log.Show(Errors);
        _store.Clear();
        _log.Update();
        Assert.Equal((0, 0L, 0L), (_log.Matches.Count, _log.Kept, _log.Dropped));

        Add(LogSeverity.Error);
        _log.Update();

        Assert.Equal([3], Numbers());
        Assert.Equal((1L, 0L), (_log.Kept, _log.Dropped));
    }

    [Fact]
    public void Beside_a_record_are_those_that_match_even_when_it_does_not()
    {
        Add(LogSeverity.Error, LogSeverity.Debug, LogSeverity.Error);
        _log.Show(Errors);
        var between = _log.Find(2)!;

        Assert.Equal(1, _log.Beside(between, -1)?.Number);
        Assert.Equal(3, _log.Beside(between, 1)?.Number);
        Assert.Equal(3, _log.Beside(_log.Find(1)!, 1)?.Number);
        Assert.Null(_log.Beside(_log.Find(1)!, -1));
        Assert.Null(_log.Beside(_log.Find(3)!, 1));
        Assert.Equal((1, null), (_log.IndexOf(_log.Find(3)!), _log.IndexOf(between)));
    }

    [Fact]
    public void A_record_that_is_not_kept_is_not_found()
    {
        Add([.. Enumerable.Repeat(LogSeverity.Debug, 12)]);

        Assert.Null(_log.Find(2));
        Assert.Null(_log.Find(13));
        Assert.Equal(3, _log.Find(3)?.Number);
    }

    private IEnumerable<long> Numbers() => _log.Matches.Select(entry => entry.Number);

    private void Add(params LogSeverity[] levels) =>
        _store.Add(levels.Select(level => SampleRecords.Record("text", level, "shop", "a1", trace: "")));
}
