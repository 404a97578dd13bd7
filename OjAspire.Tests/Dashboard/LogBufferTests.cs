extern alias dashboard;

using dashboard::OjAspire.Dashboard.ConsoleLogs;
using Google.Protobuf.WellKnownTypes;
using Line = dashboard::OjAspire.ResourceService.ConsoleLogLine;

namespace OjAspire.Tests.Dashboard;

public sealed class LogBufferTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly LogBuffer _buffer = new(100);

    [Fact]
    public void More_lines_than_it_keeps_drop_the_oldest_and_are_counted()
    {
        _buffer.Append("one", Lines(1, 250));

        var snapshot = _buffer.Snapshot();
        Assert.Equal(100, snapshot.Lines.Count);
        Assert.Equal(151, snapshot.Lines[0].Number);
        Assert.Equal(250, snapshot.Lines[^1].Number);
        Assert.Equal(150, snapshot.Dropped);
    }

    [Fact]
    public void Lines_that_come_one_by_one_keep_to_the_bound_too()
    {
        foreach (var number in Enumerable.Range(1, 250))
        {
            _buffer.Append("one", Lines(number, 1));
        }

        var snapshot = _buffer.Snapshot();
        Assert.Equal(Enumerable.Range(151, 100).Select(number => (long)number), snapshot.Lines.Select(line => line.Number));
        Assert.Equal(150, snapshot.Dropped);
    }

    [Fact]
    public void Lines_that_the_app_host_no_longer_had_count_as_dropped()
    {
        _buffer.Append("one", Lines(901, 10));

        Assert.Equal(900, _buffer.Snapshot().Dropped);
    }

    [Fact]
    public void A_repeated_line_is_kept_once()
    {
        _buffer.Append("one", Lines(1, 5));
        _buffer.Append("one", Lines(3, 5));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], _buffer.Snapshot().Lines.Select(line => line.Number));
    }

    [Fact]
    public void A_log_told_from_its_beginning_replaces_its_own_lines_and_no_others()
    {
        _buffer.Append("one", Lines(1, 50));
        _buffer.Append("other", Lines(1, 3));
        _buffer.Restart("one");
        _buffer.Append("one", Lines(1, 2));

        Assert.Equal(["other", "other", "other", "one", "one"], _buffer.Snapshot().Lines.Select(line => line.Source));
        Assert.Equal(0, _buffer.Snapshot().Dropped);
    }

    [Fact]
    public void Lines_of_several_logs_are_put_in_the_order_of_their_times()
    {
        _buffer.Append("one", [At(1, 0), At(2, 20), At(3, 40)]);
        _buffer.Append("other", [At(1, 10), At(2, 20), At(3, 50)]);
        _buffer.Append("one", [At(4, 45)]);

        Assert.Equal(
            [("one", 1), ("other", 1), ("one", 2), ("other", 2), ("one", 3), ("one", 4), ("other", 3)],
            _buffer.Snapshot().Lines.Select(line => (line.Source, line.Number)));
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_put_a_log_out_of_its_order()
    {
        _buffer.Append("one", [At(1, 100), At(2, 30), At(3, 40)]);
        _buffer.Append("one", [At(4, 50), At(5, 110)]);

        Assert.Equal([1, 2, 3, 4, 5], _buffer.Snapshot().Lines.Select(line => line.Number));
    }

    [Fact]
    public void Lines_without_a_time_stand_in_the_order_of_their_arrival()
    {
        _buffer.Append("one", Lines(1, 2));
        _buffer.Append("other", Lines(1, 1));
        _buffer.Append("one", Lines(3, 1));

        Assert.Equal(["one", "one", "other", "one"], _buffer.Snapshot().Lines.Select(line => line.Source));
    }

    [Fact]
    public void A_very_long_line_is_cut()
    {
        _buffer.Append("one", [new Line { Number = 1, Text = new string('x', 1_000_000) }]);

        Assert.Equal(LogBuffer.LongestLine + 1, _buffer.Snapshot().Lines[0].Text.Length);
    }

    [Fact]
    public void The_styles_of_output_and_errors_and_of_several_logs_do_not_mix()
    {
        _buffer.Append("one", [new Line { Number = 1, Text = "\u001b[31mred" }, new Line { Number = 2, Text = "plain", IsError = true }]);
        _buffer.Append("other", [new Line { Number = 1, Text = "plain" }]);
        _buffer.Append("one", [new Line { Number = 3, Text = "still red" }]);

        var lines = _buffer.Snapshot().Lines;
        Assert.Equal([true, false, false, true], lines.Select(line => line.Spans[0].Style.Css is not null));
    }

    [Fact]
    public void Each_change_is_a_new_version()
    {
        var before = _buffer.Version;
        _buffer.Append("one", Lines(1, 1));
        var between = _buffer.Version;
        _buffer.Restart("one");

        Assert.True(before < between && between < _buffer.Version);
    }

    private static IEnumerable<Line> Lines(int first, int count) =>
        Enumerable.Range(first, count).Select(number => new Line { Number = number, Text = $"line {number}" });

    private static Line At(int number, int seconds) =>
        new() { Number = number, Text = $"line {number}", WrittenAt = Timestamp.FromDateTimeOffset(Noon.AddSeconds(seconds)) };
}
