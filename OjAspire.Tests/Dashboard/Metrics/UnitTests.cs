extern alias dashboard;

using dashboard::OjAspire.Dashboard.Metrics.Units;

namespace OjAspire.Tests.Dashboard.Metrics;

public sealed class UnitTests
{
    [Theory]
    [InlineData("s", 0.0123, "12.3 ms")]
    [InlineData("s", 0.00042, "420 µs")]
    [InlineData("s", 90, "90 s")]
    [InlineData("s", 600, "10 min")]
    [InlineData("ms", 1500, "1.5 s")]
    [InlineData("ns", 1500, "1.5 µs")]
    [InlineData("s", 0, "0 s")]
    [InlineData("By", 512, "512 B")]
    [InlineData("By", 45_300_000, "45.3 MB")]
    [InlineData("KiBy", 1, "1.024 KB")]
    [InlineData("By/s", 1500, "1.5 KB/s")]
    [InlineData("{request}", 1234567, "1,234,567 requests")]
    [InlineData("{query}", 2, "2 queries")]
    [InlineData("{process}", 2, "2 processes")]
    [InlineData("{fault}/s", 2, "2 faults/s")]
    [InlineData("1", 0.25, "0.25")]
    [InlineData("", 3, "3")]
    [InlineData("%", 12.345, "12.35%")]
    [InlineData("Cel", 21.5, "21.5 °C")]
    [InlineData("furlong", 3, "3 furlong")]
    [InlineData("1", 1234.56, "1,234.6")]
    [InlineData("1", 0.00001, "1e-5")]
    [InlineData("1", double.NaN, "")]
    public void A_value_is_written_as_people_write_it(string ucum, double value, string expected) =>
        Assert.Equal(expected, MeasurementUnit.Parse(ucum).ScaleFor(value).Format(value));

    [Theory]
    [InlineData("{request}", 12, "12 requests/s")]
    [InlineData("By", 2e6, "2 MB/s")]
    [InlineData("", 0.5, "0.5/s")]
    public void A_rate_is_per_second(string ucum, double value, string expected) =>
        Assert.Equal(expected, MeasurementUnit.Parse(ucum).Rate.ScaleFor(value).Format(value));

    [Fact]
    public void All_values_of_a_chart_are_in_the_unit_of_its_largest()
    {
        var scale = MeasurementUnit.Parse("s").ScaleFor(3.2);

        Assert.Equal("3.2 s", scale.Format(3.2));
        Assert.Equal("0.0021 s", scale.Format(0.0021));
    }
}
