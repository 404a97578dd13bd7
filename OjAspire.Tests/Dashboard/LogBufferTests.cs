extern alias dashboard;

using dashboard::OjAspire.Dashboard.ConsoleLogs;
using Line = dashboard::OjAspire.ResourceService.ConsoleLogLine;

namespace OjAspire.Tests.Dashboard;

public sealed class LogBufferTests
{
    private readonly LogBuffer _buffer = new(100);

    [Fact]
    public void More_lines_than_it_keeps_drop_the_oldest_and_are_counted()
    {
        _buffer.Append(Lines(1, 250));

        var snapshot = _buffer.Snapshot();
        Assert.Equal(100, snapshot.Lines.Count);
        Assert.Equal(151, snapshot.Lines[0].Number);
        Assert.Equal(250, snapshot.Lines[^1].Number);
        Assert.Equal(150, snapshot.Dropped);
    }

    [Fact]
    public void Lines_that_the_app_host_no_longer_had_count_as_dropped()
    {
        _buffer.Append(Lines(901, 10));

        Assert.Equal(900, _buffer.Snapshot().Dropped);
    }

    [Fact]
    public void A_repeated_line_is_kept_once()
    {
        _buffer.Append(Lines(1, 5));
        _buffer.Append(Lines(3, 5));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], _buffer.Snapshot().Lines.Select(line => line.Number));
    }

    [Fact]
    public void A_log_told_from_its_beginning_replaces_the_old_one()
    {
        _buffer.Append(Lines(1, 50));
        _buffer.Clear();
        _buffer.Append(Lines(1, 2));

        Assert.Equal(2, _buffer.Snapshot().Lines.Count);
    }

    [Fact]
    public void A_very_long_line_is_cut()
    {
        _buffer.Append([new Line { Number = 1, Text = new string('x', 1_000_000) }]);

        Assert.Equal(LogBuffer.LongestLine + 1, _buffer.Snapshot().Lines[0].Text.Length);
    }

    [Fact]
    public void The_styles_of_output_and_errors_do_not_mix()
    {
        _buffer.Append([new Line { Number = 1, Text = "\u001b[31mred" }, new Line { Number = 2, Text = "plain", IsError = true }, new Line { Number = 3, Text = "still red" }]);

        var lines = _buffer.Snapshot().Lines;
        Assert.Null(lines[1].Spans[0].Style.Css);
        Assert.NotNull(lines[2].Spans[0].Style.Css);
    }

    [Fact]
    public void Each_change_is_a_new_version()
    {
        var before = _buffer.Version;
        _buffer.Append(Lines(1, 1));
        var between = _buffer.Version;
        _buffer.Clear();

        Assert.True(before < between && between < _buffer.Version);
    }

    private static IEnumerable<Line> Lines(int first, int count) =>
        Enumerable.Range(first, count).Select(number => new Line { Number = number, Text = $"line {number}" });
}
