extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry.Traces;
using dashboard::OjAspire.Dashboard.Traces;
using static OjAspire.Tests.Dashboard.Traces.SampleSpans;

namespace OjAspire.Tests.Dashboard.Traces;

public sealed class TraceFilterTests
{
    private readonly TraceSummary _trace = new(Trace(
        0xabcdef1,
        Span("root", "", 0, 250, Shop, "POST /orders", attributes: ("http.route", "/orders/{id}")),
        Span("child", "root", 10, 100, Store, "write", SpanStatus.Error, attributes: [("db.system", "sqlite"), ("odd=key~%", "a=b")])));

    [Theory]
    [InlineData("", true)]
    [InlineData("shop", true)]
    [InlineData("store-second", true)]
    [InlineData("store-third", false)]
    [InlineData("sto", false)]
    public void A_resource_is_a_service_or_one_of_its_replicas(string resource, bool matches) =>
        Assert.Equal(matches, (TraceFilter.All with { Resource = resource }).Matches(_trace));

    [Theory]
    [InlineData("post /ORDERS", true)]
    [InlineData("SQLite", true)]
    [InlineData("0000000000000000000000000abcdef1", true)]
    [InlineData("child", true)]
    [InlineData("db.system", false)]
    public void Text_is_looked_for_in_names_ids_and_values(string text, bool matches) =>
        Assert.Equal(matches, (TraceFilter.All with { Text = text }).Matches(_trace));

    [Theory]
    [InlineData("http.route=/orders/{id}", true)]
    [InlineData("http.route=/orders", false)]
    [InlineData("http.route~ORDERS", true)]
    [InlineData("missing~", false)]
    public void An_attribute_equals_or_contains_a_value(string text, bool matches)
    {
        Assert.True(AttributeFilter.TryParse(text, out var filter));
        Assert.Equal(matches, (TraceFilter.All with { Attributes = [filter] }).Matches(_trace));
    }

    [Fact]
    public void Each_of_several_attributes_may_be_another_spans()
    {
        var both = TraceFilter.All with { Attributes = [new("http.route", true, "orders"), new("db.system", false, "sqlite")] };

        Assert.True(both.Matches(_trace));
        Assert.False((both with { Attributes = both.Attributes.Add(new("db.system", false, "other")) }).Matches(_trace));
    }

    [Fact]
    public void Errors_and_the_least_duration_are_the_traces()
    {
        Assert.True((TraceFilter.All with { ErrorsOnly = true, MinDuration = TimeSpan.FromMilliseconds(250) }).Matches(_trace));
        Assert.False((TraceFilter.All with { MinDuration = TimeSpan.FromMilliseconds(251) }).Matches(_trace));
    }

    [Fact]
    public void A_summary_counts_who_took_part_and_how_many_errors_they_had()
    {
        Assert.Equal([("shop", 1, 0), ("store", 1, 1)], _trace.Shares.Select(share => (share.Resource.Name, share.Spans, share.Errors)));
        Assert.Equal(1, _trace.Errors);
        Assert.False(_trace.IsIncomplete);
        Assert.True(new TraceSummary(Trace(Span("child", "root", 0, 1))).IsIncomplete);
    }

    [Fact]
    public void A_key_with_the_signs_of_a_comparison_in_it_survives_the_address()
    {
        var filter = new AttributeFilter("odd=key~%", false, "a=b");

        Assert.True(AttributeFilter.TryParse(filter.ToString(), out var read));
        Assert.Equal(filter, read);
        Assert.True((TraceFilter.All with { Attributes = [read] }).Matches(_trace));
        Assert.False(AttributeFilter.TryParse("=value", out _));
        Assert.False(AttributeFilter.TryParse("key", out _));
    }

    [Theory]
    [InlineData("250", 250)]
    [InlineData("250ms", 250)]
    [InlineData(" 1.5 s ", 1_500)]
    [InlineData("2 min", 120_000)]
    [InlineData("500 µs", 0.5)]
    [InlineData("", 0)]
    public void A_duration_is_read_as_people_type_it(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5 ms")]
    [InlineData("ms")]
    [InlineData("999999999999999999 h")]
    [InlineData("NaN")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void What_was_asked_for_stands_in_the_address_and_what_means_nothing_is_left_out()
    {
        var query = TraceQuery.Read("shop", " a b ", "error", "1.5 s", ["k=v", "k~w"], "longest");

        Assert.Equal("/traces?resource=shop&q=a%20b&status=error&min=1.5%20s&attr=k%3Dv&attr=k~w&sort=longest", query.Address());
        Assert.Equal(query, TraceQuery.Read("shop", "a b", "error", "1.5 s", ["k=v", "k~w"], "LONGEST"));
        Assert.Equal("/traces", TraceQuery.Read(null, "", "fine", null, [], "7").Address());
        Assert.True(TraceQuery.Read(null, null, null, "soon", ["nonsense"], null).Filter().IsAll);
    }
}
