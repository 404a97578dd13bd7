using System.Diagnostics.Metrics;
using OjSandbox.Discovery;

namespace OjSandbox.Session;

/// <summary>What the session measures.</summary>
internal sealed class SessionMetrics
{
    private readonly Meter _meter;
    private readonly UpDownCounter<int> _connections;
    private readonly Counter<long> _connects;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _claims;
    private readonly Counter<long> _jobs;

    public SessionMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(DiscoveryMetrics.MeterName);
        _connections = _meter.CreateUpDownCounter<int>("oj.sandbox.connections", "{stream}", "Streams to API servers now.");
        _connects = _meter.CreateCounter<long>("oj.sandbox.connects", "{stream}", "Streams that an API server has accepted.");
        _reconnects = _meter.CreateCounter<long>("oj.sandbox.reconnects", "{stream}", "Accepted streams that took the place of an earlier one.");
        _failures = _meter.CreateCounter<long>("oj.sandbox.connect.failures", "{attempt}", "Attempts at a stream that no API server accepted.");
        _claims = _meter.CreateCounter<long>("oj.sandbox.claims", "{claim}", "Claims made.");
        _jobs = _meter.CreateCounter<long>("oj.sandbox.jobs", "{job}", "Jobs ended, by outcome.");
    }

    /// <summary>A server has accepted a stream.</summary>
    public void Connected(bool again)
    {
        _connections.Add(1);
        _connects.Add(1);
        if (again)
        {
            _reconnects.Add(1);
        }
    }

    /// <summary>An accepted stream has ended.</summary>
    public void Disconnected() => _connections.Add(-1);

    /// <summary>An attempt has failed.</summary>
    public void ConnectFailed() => _failures.Add(1);

    /// <summary>A claim was made.</summary>
    public void Claimed() => _claims.Add(1);

    /// <summary>A job has ended.</summary>
    /// <param name="outcome">The verdict in lower case, <c>failed</c> or <c>cancelled</c>.</param>
    public void JobEnded(string outcome) => _jobs.Add(1, new KeyValuePair<string, object?>("oj.job.outcome", outcome));

    /// <summary>Measures the slots whenever somebody reads the meter.</summary>
    public void ObserveSlots(Func<Slots.SlotFigures> figures) =>
        _meter.CreateObservableUpDownCounter("oj.sandbox.slots", () => Read(figures()), "{slot}", "Slots by state.");

    private static Measurement<int>[] Read(Slots.SlotFigures figures) =>
    [
        new(figures.Free, new KeyValuePair<string, object?>("oj.slot.state", "free")),
        new(figures.Claimed, new KeyValuePair<string, object?>("oj.slot.state", "claimed")),
        new(figures.Running, new KeyValuePair<string, object?>("oj.slot.state", "running")),
    ];
}
