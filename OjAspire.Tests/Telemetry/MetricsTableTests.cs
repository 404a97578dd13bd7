using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OjApi.Callbacks;
using OjApi.Judge0.Requests;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjApi.Telemetry;
using OjAspire.ServiceDefaults.Telemetry;
using OjAspire.Tests.Session;
using OjSandbox.Discovery;
using OjSandbox.Session;
using OjSandbox.Session.Streams;

namespace OjAspire.Tests.Telemetry;

/// <summary>docs/metrics.md lists every instrument, and nothing else.</summary>
[Collection(Alone.Name)]
public sealed class MetricsTableTests
{
    [Fact]
    public void The_table_and_the_registered_instruments_are_the_same()
    {
        var registered = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is ApiMetrics.MeterName or DiscoveryMetrics.MeterName or TopologyMeter.Name)
                {
                    lock (registered)
                    {
                        registered.Add($"{instrument.Name} [{instrument.Unit}] {Kind(instrument)}");
                    }
                }
            },
        };
        listener.Start();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var api = new ApiMetrics(meters, new Scheduler(Options.Create(new SchedulingOptions()), TimeProvider.System));
        _ = new SubmissionFollowers(meters);
        _ = new CallbackMetrics(meters, new CallbackPlaces(Options.Create(new CallbackOptions())));
        _ = new RepeatMetrics(meters);
        using var slots = new SlotsUnderTest();
        using var connections = new SchedulerConnections(
            services, new SandboxIdentity(), slots.Keeper, slots.Settings, slots.Time, NullLogger<SchedulerConnections>.Instance);
        using var topology = new TopologyGauges(slots.Keeper, connections, slots.Readiness, slots.Time);
        topology.Begin();
        _ = new SessionMetrics(meters);
        _ = new DiscoveryMetrics(meters);

        lock (registered)
        {
            Assert.Equal(MetricsTable.Rows.Select(row => row.Signature).Order(StringComparer.Ordinal), registered);
        }
    }

    [Fact]
    public void Names_follow_the_conventions_and_prometheus_gets_them_by_its_own()
    {
        Assert.All(MetricsTable.Rows, row =>
        {
            Assert.Matches("^oj(\\.[a-z]+)+$", row.Name);
            Assert.StartsWith(row.From == "sandbox" ? "oj.sandbox." : "oj.api.", row.Name, StringComparison.Ordinal);
            Assert.Matches("^(s|By|\\{[a-z]+\\})$", row.Unit);
            Assert.All(row.Attributes, key => Assert.Matches("^[a-z]+(\\.[a-z_]+)+$", key));
            var expected = row.Name.Replace('.', '_') + (row.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" }) + (row.Kind == "counter" ? "_total" : "");
            Assert.Equal(expected, row.Prometheus);
        });
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => "counter",
        "UpDownCounter" or "ObservableUpDownCounter" => "up-down counter",
        "ObservableGauge" or "Gauge" => "gauge",
        "Histogram" => "histogram",
        var other => other,
    };
}
