extern alias dashboard;

using dashboard::OjAspire.Dashboard.Metrics;
using dashboard::OjAspire.Dashboard.Metrics.Dimensions;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Metrics;

public sealed class MetricsQueryTests
{
    [Fact]
    public void An_address_says_all_that_is_shown()
    {
        var query = Parse("") with
        {
            Resource = "shop-1", Meter = "My Meter", Instrument = "a/b&c", Minutes = 180, IsTable = true, Show = MetricShow.P99, OnlyChanges = true,
            AddedUp = ["route", "a b"],
            Filter = DimensionFilter.Everything
                .With("route", DimensionChoice.All.With("/x=y", false).With("/z", false))
                .With("weird=key", DimensionChoice.None.With("one", true))
                .With("none", DimensionChoice.None),
        };

        var address = query.ToAddress();

        Assert.Equal(address, Parse(address).ToAddress());
        var read = Parse(address);
        Assert.Equal(
            ("shop-1", "My Meter", "a/b&c", 180, true, MetricShow.P99, true),
            (read.Resource, read.Meter, read.Instrument, read.Minutes, read.IsTable, read.Show, read.OnlyChanges));
        Assert.Equal(["a b", "route"], read.AddedUp);
        Assert.False(read.Filter["route"].Shows("/x=y"));
        Assert.True(read.Filter["route"].Shows("/new"));
        Assert.True(read.Filter["weird=key"].Shows("one"));
        Assert.False(read.Filter["weird=key"].Shows("new"));
        Assert.False(read.Filter["none"].Shows(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?duration=7&view=x&show=17&only=&not=&sum=&changes=1")]
    [InlineData("?duration=-5&show=&resource=")]
    public void What_an_address_does_not_say_or_says_wrongly_is_as_usual(string query) =>
        Assert.Equal("/metrics", Parse("/metrics" + query).ToAddress());

    [Fact]
    public void A_choice_that_was_undone_leaves_no_trace_in_the_address()
    {
        var filter = DimensionFilter.Everything.With("a", DimensionChoice.All.With("x", false));

        Assert.Empty(filter.With("a", filter["a"].With("x", true)).ToQuery());
    }

    [Fact]
    public void A_series_without_the_attribute_has_the_value_nothing()
    {
        var filter = DimensionFilter.Everything.With("route", DimensionChoice.All.With("", false));

        Assert.False(filter.Shows(Attributes(("method", "GET"))));
        Assert.True(filter.Shows(Attributes(("method", "GET"), ("route", "/"))));
    }

    [Fact]
    public void Values_are_listed_as_numbers_where_they_are_numbers()
    {
        var dimension = Assert.Single(Dimension.Of([Attributes(("port", "3001")), Attributes(("port", "80")), Attributes(("port", "443")), Attributes(), Attributes(("port", "x"))]));

        Assert.Equal(["80", "443", "3001", "", "x"], dimension.Values);
    }

    private static MetricsQuery Parse(string address) => MetricsQuery.Parse(new Uri("http://localhost" + address));
}
