extern alias dashboard;

using System.Globalization;
using dashboard::OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Tests.Dashboard.Storing;

public sealed class LogStoreTests
{
    private readonly LogStore _store = new(5);

    [Fact]
    public void More_records_than_are_kept_push_out_the_oldest_and_are_counted()
    {
        Add(3);
        Add(4);

        var snapshot = _store.Snapshot();
        Assert.Equal(["3", "4", "5", "6", "7"], snapshot.Entries.Select(entry => entry.Message));
        Assert.Equal([3, 4, 5, 6, 7], snapshot.Entries.Select(entry => entry.Number));
        Assert.Equal((2, 3, 7), (snapshot.Dropped, snapshot.Oldest, snapshot.Newest));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(4, 3)]
    [InlineData(7, 0)]
    [InlineData(8, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(long.MinValue + 7, 5)]
    public void Only_what_came_after_a_number_is_told_who_asks_for_that(long after, int expected)
    {
        Add(7);

        var snapshot = _store.Snapshot(after);

        Assert.Equal(expected, snapshot.Entries.Count);
        Assert.All(snapshot.Entries, entry => Assert.True(entry.Number > after));
        Assert.Equal((3, 7), (snapshot.Oldest, snapshot.Newest));
    }

    [Fact]
    public void Numbers_go_on_after_all_was_forgotten_and_what_was_forgotten_is_not_dropped()
    {
        Add(7);
        _store.Clear();

        var empty = _store.Snapshot();
        Assert.Empty(empty.Entries);
        Assert.Equal((0, 8, 7), (empty.Dropped, empty.Oldest, empty.Newest));

        Add(6);
        Assert.Equal([9, 10, 11, 12, 13], _store.Snapshot().Entries.Select(entry => entry.Number));
        Assert.Equal(1, _store.Snapshot().Dropped);
    }

    [Fact]
    public void What_was_told_does_not_change_by_what_comes_later()
    {
        Add(5);
        var before = _store.Snapshot();
        Add(5);

        Assert.Equal([1, 2, 3, 4, 5], before.Entries.Select(entry => entry.Number));
    }

    private void Add(int count)
    {
        var first = _store.Newest + 1;
        _store.Add(Enumerable.Range(0, count).Select(number =>
            SampleRecords.Record((first + number).ToString(CultureInfo.InvariantCulture), LogSeverity.Information, "shop", "", "")));
    }
}
