extern alias dashboard;

using dashboard::OjAspire.Dashboard.ConsoleLogs;

namespace OjAspire.Tests.Dashboard;

public sealed class LogSearchTests
{
    private readonly LogSearch _search = new();

    [Fact]
    public void Stepping_goes_round_in_both_directions()
    {
        _search.Look(Lines("a hit", "no", "HIT", "none", "hit"), "hit");

        Assert.Equal(3, _search.Count);
        Assert.Equal(0, _search.Position);
        Assert.Equal([(0, 0), (1, 2), (2, 4), (0, 0)], Enumerable.Range(0, 4).Select(_ => _search.Step(forward: true)!.Value));
        Assert.Equal((2, 4), _search.Step(forward: false));
        Assert.Equal(3, _search.Position);
    }

    [Fact]
    public void Stepping_back_begins_at_the_end()
    {
        _search.Look(Lines("hit", "hit"), "hit");

        Assert.Equal((1, 1), _search.Step(forward: false));
    }

    [Fact]
    public void The_place_is_kept_when_lines_come_and_go()
    {
        var lines = Lines("hit 1", "hit 2", "hit 3");
        _search.Look(lines, "hit");
        _search.Step(forward: true);
        _search.Step(forward: true);

        _search.Look([lines[1], lines[2], .. Lines("hit 4")], "hit");

        Assert.Equal(1, _search.Position);
        Assert.Equal((1, 1), _search.Step(forward: true));
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is_looked_for()
    {
        _search.Look(Lines("a", "b"), "");

        Assert.Equal(0, _search.Count);
        Assert.Null(_search.Step(forward: true));
    }

    [Fact]
    public void A_match_is_marked_over_the_borders_of_colours_and_keeps_them()
    {
        var red = AnsiStyle.Plain with { Bold = true };
        var line = new LogLine("one", 1, null, false, "say Hello, hello", [new("say He", AnsiStyle.Plain), new("llo, hello", red)]);

        Assert.Equal(
            [("say ", AnsiStyle.Plain, false), ("He", AnsiStyle.Plain, true), ("llo", red, true), (", ", red, false), ("hello", red, true)],
            LogSearch.Highlight(line, "hello"));
    }

    [Fact]
    public void A_line_without_a_match_stays_as_it_is()
    {
        var line = Lines("nothing here")[0];

        Assert.Equal([("nothing here", AnsiStyle.Plain, false)], LogSearch.Highlight(line, "hello"));
        Assert.Equal([("nothing here", AnsiStyle.Plain, false)], LogSearch.Highlight(line, ""));
    }

    private static LogLine[] Lines(params string[] texts) =>
        [.. texts.Select((text, index) => new LogLine("one", index + 1, null, false, text, [new AnsiSpan(text, AnsiStyle.Plain)]))];
}
