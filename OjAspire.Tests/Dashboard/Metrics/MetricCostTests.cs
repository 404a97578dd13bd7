extern alias dashboard;

using System.Globalization;
using dashboard::OjAspire.Dashboard.Metrics;
using dashboard::OjAspire.Dashboard.Telemetry;
using dashboard::OjAspire.Dashboard.Telemetry.Metrics;
using Xunit.Abstractions;
using static OjAspire.Tests.Dashboard.Metrics.SampleMetrics;

namespace OjAspire.Tests.Dashboard.Metrics;

/// <summary>What one draw costs the dashboard. Draws are a second apart, and each open page makes its own.</summary>
[Collection(Alone.Name)]
public sealed class MetricCostTests(ITestOutputHelper output)
{
    private const int Series = 50;
    private const int Seconds = 3_600;

    private readonly TelemetryStore _store = Store();
    private readonly TelemetryResource _sender = Sender("shop");

    [Theory]
    [InlineData("gauge", "")]
    [InlineData("gauge", "&sum=n")]
    [InlineData("counter", "")]
    [InlineData("counter", "&sum=n")]
    [InlineData("histogram", "")]
    public void Fifty_series_of_an_hour_at_a_point_a_second_are_drawn_within_the_second_between_two_draws(string instrument, string more)
    {
        double[] bounds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        foreach (var time in Enumerable.Range(1, Seconds))
        {
            _store.Send(_sender, instrument, Enum.Parse<InstrumentKind>(instrument, ignoreCase: true), "", [.. Enumerable.Range(0, Series).Select(number =>
                (Attributes(("n", number.ToString(CultureInfo.InvariantCulture))), instrument switch
                {
                    "gauge" => Point(time, time * (number + 7) % 97),
                    "counter" => Point(time, time * (number + 1)),
                    _ => Histogram(time, bounds, [.. Enumerable.Range(0, 11).Select(bucket => (long)time * (bucket + number))]),
                }))]);
        }
        var query = MetricsQuery.Parse(new Uri($"http://localhost/metrics?meter=Sample&instrument={instrument}&duration=60{more}"));
        var reader = new MetricReader(_store);

        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var began = TimeProvider.System.GetTimestamp();
            var chart = reader.Read(query, [_sender], At(Seconds), 800)!.Chart(800);
            Assert.NotEmpty(chart.Lines);
            return TimeProvider.System.GetElapsedTime(began);
        });

        output.WriteLine($"{instrument}{more}: {best.TotalMilliseconds:0.0} ms");
        Assert.InRange(best, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
