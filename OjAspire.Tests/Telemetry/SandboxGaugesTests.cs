using System.Globalization;
using Microsoft.Extensions.Options;
using OjApi.Scheduling;
using OjApi.Telemetry;
using OjAspire.Tests.Scheduling;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OjAspire.Tests.Telemetry;

/// <summary>The series of single sandboxes, as the collecting side has them.</summary>
[Collection(Alone.Name)]
public sealed class SandboxGaugesTests
{
    private const string Slots = "oj.api.sandbox.slot.count";
    private readonly Scheduler _scheduler = new(Options.Create(new SchedulingOptions()), TimeProvider.System);

    [Fact]
    public void However_many_sandboxes_come_and_go_those_connected_are_told_and_no_others()
    {
        using var gauges = new SandboxGauges(_scheduler);
        using var series = new Series();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(ApiMetrics.MeterName).AddReader(new BaseExportingMetricReader(series)).Build();
        var run = Guid.NewGuid().ToString();
        for (var sandbox = 0; sandbox < 2500; sandbox++)
        {
            var baseId = string.Create(CultureInfo.InvariantCulture, $"{run}-{sandbox}");
            var stream = _scheduler.Connect(Reports.Hello(baseId));
            gauges.Connected(baseId);
            provider.ForceFlush();
            Assert.Equal([baseId], series.Of(Slots, run));
            _scheduler.Disconnect(stream, saidGoodbye: true);
        }

        provider.ForceFlush();
        Assert.Empty(series.Of(Slots, run));
    }

    /// <summary>Keeps the sandbox ids of the newest collection.</summary>
    private sealed class Series : BaseExporter<Metric>
    {
        private readonly HashSet<(string Instrument, string Id)> _ids = [];

        public IEnumerable<string> Of(string instrument, string run) =>
            _ids.Where(each => each.Instrument == instrument && each.Id.StartsWith(run, StringComparison.Ordinal)).Select(each => each.Id);

        public override ExportResult Export(in Batch<Metric> batch)
        {
            _ids.Clear();
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    foreach (var tag in point.Tags)
                    {
                        if (tag.Key == "oj.sandbox.id")
                        {
                            _ids.Add((metric.Name, (string)tag.Value!));
                        }
                    }
                }
            }

            return ExportResult.Success;
        }
    }
}
