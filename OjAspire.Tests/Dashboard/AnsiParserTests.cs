extern alias dashboard;

using dashboard::OjAspire.Dashboard.ConsoleLogs;

namespace OjAspire.Tests.Dashboard;

public sealed class AnsiParserTests
{
    private const string Esc = "\u001b";
    private readonly AnsiParser _parser = new();

    [Fact]
    public void Plain_text_stays_one_plain_piece()
    {
        var span = Assert.Single(_parser.Parse("Connected to scheduler at 10.244.1.7:3001"));

        Assert.Equal("Connected to scheduler at 10.244.1.7:3001", span.Text);
        Assert.Null(span.Style.Css);
    }

    [Fact]
    public void A_coloured_word_is_a_piece_of_its_own()
    {
        var spans = _parser.Parse($"{Esc}[32minfo{Esc}[39m: ready");

        Assert.Equal(["info", ": ready"], spans.Select(span => span.Text));
        Assert.Equal(new AnsiColor(2, 0), spans[0].Style.Foreground);
        Assert.Null(spans[1].Style.Foreground);
    }

    [Fact]
    public void A_style_lasts_into_the_next_line_until_it_is_reset()
    {
        _parser.Parse($"{Esc}[1;31mfirst");

        var second = Assert.Single(_parser.Parse("second"));
        Assert.True(second.Style.Bold);
        Assert.Equal(new AnsiColor(1, 0), second.Style.Foreground);
        Assert.Null(Assert.Single(_parser.Parse($"{Esc}[mthird")).Style.Css);
    }

    [Theory]
    [InlineData("38;5;196", "color:#ff0000;")]
    [InlineData("38;5;244", "color:#808080;")]
    [InlineData("38;5;9", "color:var(--ansi-9);")]
    [InlineData("38;2;18;52;86", "color:#123456;")]
    [InlineData("38:2:18:52:86", "color:#123456;")]
    [InlineData("95", "color:var(--ansi-13);")]
    [InlineData("4", "text-decoration:underline;")]
    [InlineData("3", "font-style:italic;")]
    [InlineData("41", "background-color:color-mix(in srgb, var(--ansi-1) 40%, transparent);")]
    [InlineData("40;32", "color:var(--ansi-2);")]
    [InlineData("7;40;32", "color:var(--ansi-0);background-color:var(--ansi-2);")]
    public void Every_way_of_asking_for_a_style_is_understood(string parameters, string css) =>
        Assert.Equal(css, Assert.Single(_parser.Parse($"{Esc}[{parameters}mx")).Style.Css);

    [Theory]
    [InlineData("38;5;256")]
    [InlineData("38;2;300;0;0")]
    [InlineData("38;5")]
    [InlineData("38")]
    [InlineData("999")]
    [InlineData("?25")]
    [InlineData("99999999999999")]
    public void A_style_that_makes_no_sense_changes_nothing(string parameters) =>
        Assert.Null(Assert.Single(_parser.Parse($"{Esc}[{parameters}mx")).Style.Css);

    [Theory]
    [InlineData("\u001b[2K\u001b[1Ghello")]
    [InlineData("\u001b]0;a title\u0007hello")]
    [InlineData("\u001b]8;;http://elsewhere.example\u001b\\hello\u001b]8;;\u001b\\")]
    [InlineData("\u001b(Bhello")]
    [InlineData("he\u0007llo\r")]
    [InlineData("hello\u001b[3")]
    [InlineData("hello\u001b")]
    [InlineData("hello\u001b]0;cut off")]
    public void What_is_meant_for_a_terminal_is_left_out(string line) =>
        Assert.Equal("hello", string.Concat(_parser.Parse(line).Select(span => span.Text)));

    [Fact]
    public void Markup_is_text_like_any_other() =>
        Assert.Equal("<script>alert(1)</script>", Assert.Single(_parser.Parse("<script>alert(1)</script>")).Text);

    [Fact]
    public void A_sequence_of_very_many_parameters_is_read_within_bounds() =>
        Assert.Equal("x", Assert.Single(_parser.Parse($"{Esc}[{string.Join(';', Enumerable.Repeat("1", 10_000))}mx")).Text);
}
