extern alias dashboard;

using dashboard::OjAspire.Dashboard.StructuredLogs.Filters;
using dashboard::OjAspire.Dashboard.Telemetry.Logs;
using Microsoft.AspNetCore.WebUtilities;

namespace OjAspire.Tests.Dashboard;

public sealed class LogQueryTests
{
    private readonly LogEntry _entry = SampleRecords.Record(
        "The order was taken", LogSeverity.Warning, "shop", "a1", trace: "0123456789abcdef0123456789abcdef", ("OrderId", "42"), ("Customer", "Ada"));

    [Theory]
    [InlineData("eq:attribute.OrderId:42", true)]
    [InlineData("eq:attribute.OrderId:4", false)]
    [InlineData("has:attribute.OrderId:4", true)]
    [InlineData("eq:attribute.Customer:ADA", true)]
    [InlineData("ne:attribute.Customer:ada", false)]
    [InlineData("lacks:attribute.Customer:x", true)]
    [InlineData("eq:attribute.Missing:", false)]
    [InlineData("has:attribute.Missing:", false)]
    [InlineData("ne:attribute.Missing:anything", true)]
    [InlineData("lacks:attribute.Missing:anything", true)]
    [InlineData("ge:attribute.OrderId:9", true)]
    [InlineData("ge:attribute.OrderId:42.0", true)]
    [InlineData("ge:attribute.OrderId:43", false)]
    [InlineData("le:attribute.OrderId:41", false)]
    [InlineData("le:attribute.OrderId:1e3", true)]
    [InlineData("ge:attribute.Customer:0", false)]
    [InlineData("ge:attribute.OrderId:many", false)]
    [InlineData("has:message:ORDER", true)]
    [InlineData("eq:category:Shop.Orders", true)]
    [InlineData("eq:event:OrderTaken", true)]
    [InlineData("has:trace:89abcdef0", true)]
    [InlineData("eq:span:0123456789abcdef", true)]
    [InlineData("eq:resource.service.version:1.2", true)]
    [InlineData("!eq:attribute.OrderId:4", true)]
    public void A_filter_lets_through_what_its_condition_says(string filter, bool passes) =>
        Assert.Equal(passes, LogQuery.Parse(null, null, null, null, null, [filter]).Matches(_entry));

    [Theory]
    [InlineData("shop", true)]
    [InlineData("shop-a1", true)]
    [InlineData("shop-a2", false)]
    [InlineData("sho", false)]
    public void A_resource_is_a_service_or_one_of_its_replicas(string resource, bool shown) =>
        Assert.Equal(shown, (LogQuery.Everything with { Resource = resource }).Matches(_entry));

    [Theory]
    [InlineData("Information", true)]
    [InlineData("warning", true)]
    [InlineData("Error", false)]
    [InlineData("12345", true)]
    [InlineData("nonsense", true)]
    public void The_level_is_the_least_grave_one_that_is_shown_and_nonsense_is_all(string level, bool shown) =>
        Assert.Equal(shown, LogQuery.Parse(null, level, null, null, null, null).Matches(_entry));

    [Theory]
    [InlineData("taken", true)]
    [InlineData("ada", true)]
    [InlineData("shop.orders", true)]
    [InlineData("ordertaken", true)]
    [InlineData("elsewhere", false)]
    public void A_text_is_looked_for_in_the_message_the_names_and_the_attributes(string text, bool shown) =>
        Assert.Equal(shown, (LogQuery.Everything with { Text = text }).Matches(_entry));

    [Theory]
    [InlineData("0123456", true)]
    [InlineData("0123456789ABCDEF0123456789abcdef", true)]
    [InlineData("123456", false)]
    public void A_trace_is_known_by_its_first_digits(string trace, bool shown) =>
        Assert.Equal(shown, (LogQuery.Everything with { Trace = trace }).Matches(_entry));

    [Fact]
    public void An_address_gives_back_what_was_put_into_it()
    {
        var query = new LogQuery
        {
            Resource = "shop & more",
            Level = LogSeverity.Error,
            Trace = "0123",
            Span = "4567",
            Text = "a=b&c?",
            Filters =
            [
                new(new(LogFieldKind.Attribute, "odd:key%"), FilterCondition.NotContains, "va:lue!&", IsEnabled: false),
                new(new(LogFieldKind.Resource, "service.version"), FilterCondition.AtLeast, "", IsEnabled: true),
            ],
        };

        var values = QueryHelpers.ParseQuery(new Uri(new Uri("http://any"), query.Address(17)).Query);

        var read = LogQuery.Parse(values["resource"], values["level"], values["trace"], values["span"], values["text"], values["filter"]);
        Assert.Equal(query.Filters.AsEnumerable(), read.Filters);
        Assert.Equal(query, read with { Filters = query.Filters });
        Assert.Equal("17", values["record"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eq")]
    [InlineData("eq:message")]
    [InlineData("is:message:x")]
    [InlineData("eq:nothing:x")]
    public void What_is_no_filter_is_left_out(string filter) =>
        Assert.Empty(LogQuery.Parse(null, null, null, null, null, [filter]).Filters);

    [Fact]
    public void The_fields_on_offer_are_the_common_ones_and_what_the_records_have()
    {
        var other = SampleRecords.Record("other", LogSeverity.Debug, "shop", "a2", trace: "", ("Zone", "b"), ("OrderId", "1"));

        Assert.Equal(
            ["message", "category", "event", "trace", "span", "attribute.Customer", "attribute.OrderId", "attribute.Zone", "resource.service.version"],
            LogField.Of([_entry, other]).Select(field => field.Name));
    }
}
