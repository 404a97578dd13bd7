using System.Diagnostics.Metrics;
using OjApi.Scheduling;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjApi.Telemetry;

/// <summary>What the connected sandboxes report, one series for each while it is connected; base ids are new with every sandbox process. Thread-safe.</summary>
internal sealed class SandboxGauges : IDisposable
{
    /// <summary>Sandboxes that may come after the instruments were made: with 500 others, times three series, still below the limit.</summary>
    private const int MostNew = 150;

    private readonly Scheduler _scheduler;
    private readonly RenewedMeter _meter;

    public SandboxGauges(Scheduler scheduler)
    {
        _scheduler = scheduler;
        _meter = new RenewedMeter(
            () => [Create(), LinkGauges.Create(scheduler)], () => scheduler.Sandboxes().Select(sandbox => sandbox.Hello.BaseId), MostNew);
    }

    /// <summary>Notes that a sandbox has a stream here.</summary>
    public void Connected(string baseId) => _meter.Came(baseId);

    public void Dispose() => _meter.Dispose();

    /// <summary>A value with its attributes.</summary>
    public static Measurement<int> Measure(int value, params ReadOnlySpan<(string Key, string Value)> tags)
    {
        var attributes = new KeyValuePair<string, object?>[tags.Length];
        for (var index = 0; index < tags.Length; index++)
        {
            attributes[index] = new KeyValuePair<string, object?>(tags[index].Key, tags[index].Value);
        }

        return new Measurement<int>(value, attributes);
    }

    private Meter Create()
    {
        var meter = new Meter(ApiMetrics.MeterName);
        meter.CreateObservableUpDownCounter("oj.api.sandbox.count", CountSandboxes, "{sandbox}", "Sandboxes connected to this replica.");
        meter.CreateObservableUpDownCounter("oj.api.sandbox.slot.count", Slots, "{slot}", "Slots of a sandbox, by its own report.");
        meter.CreateObservableUpDownCounter("oj.api.sandbox.state", States, "{sandbox}", "1 with the state that a sandbox is in.");
        meter.CreateObservableUpDownCounter("oj.api.sandbox.connection.count", Connections, "{connection}", "API servers of a sandbox, by its own report.");
        meter.CreateObservableGauge("oj.api.sandbox.report.age", Ages, "s", "Time since the last report of a sandbox.");
        return meter;
    }

    private IEnumerable<Measurement<int>> CountSandboxes()
    {
        var states = _scheduler.Sandboxes().CountBy(sandbox => sandbox.Availability).ToDictionary();
        return Enum.GetValues<SandboxAvailability>().Select(state => Measure(states.GetValueOrDefault(state), ("oj.sandbox.state", Name(state))));
    }

    private IEnumerable<Measurement<int>> Slots() => _scheduler.Sandboxes().SelectMany(sandbox => new[]
    {
        Measure(sandbox.Running, ("oj.sandbox.id", sandbox.Hello.BaseId), ("oj.slot.state", "running")),
        Measure(Math.Max(0, sandbox.Slots - sandbox.Running), ("oj.sandbox.id", sandbox.Hello.BaseId), ("oj.slot.state", "free")),
    });

    private IEnumerable<Measurement<int>> States() => _scheduler.Sandboxes().Select(sandbox =>
        Measure(1, ("oj.sandbox.id", sandbox.Hello.BaseId), ("oj.sandbox.state", Name(sandbox.Availability))));

    private IEnumerable<Measurement<int>> Connections() => _scheduler.Sandboxes()
        .Where(sandbox => sandbox.Report?.Connections is not null)
        .SelectMany(sandbox => new (string State, int Count)[]
        {
            ("known", sandbox.Report!.Connections!.Known),
            ("chosen", sandbox.Report.Connections.Chosen),
            ("open", sandbox.Report.Connections.Open),
        }.Select(each => Measure(each.Count, ("oj.sandbox.id", sandbox.Hello.BaseId), ("oj.connection.state", each.State))));

    private IEnumerable<Measurement<double>> Ages() => _scheduler.Sandboxes().Select(sandbox => new Measurement<double>(
        Math.Max(0, (_scheduler.Now - (sandbox.LastReportAt ?? sandbox.ConnectedAt)).TotalSeconds),
        new KeyValuePair<string, object?>("oj.sandbox.id", sandbox.Hello.BaseId)));

    private static string Name(SandboxAvailability state) => state.ToString().ToLowerInvariant();
}
