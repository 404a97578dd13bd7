using System.Diagnostics.Metrics;
using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjSandbox.Discovery;

namespace OjSandbox.Session;

/// <summary>The instruments of the session, meter <c>OjAspire.Sandbox</c>. docs/metrics.md is their table. Thread-safe.</summary>
internal sealed class SessionMetrics
{
    private readonly UpDownCounter<int> _connections;
    private readonly Counter<long> _connects;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _claims;
    private readonly Counter<long> _jobs;

    public SessionMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(DiscoveryMetrics.MeterName);
        _connections = meter.CreateUpDownCounter<int>("oj.sandbox.connection.count", "{connection}", "Streams to API servers now.");
        _connects = meter.CreateCounter<long>("oj.sandbox.connects", "{connection}", "Streams that an API server has accepted.");
        _reconnects = meter.CreateCounter<long>("oj.sandbox.reconnects", "{connection}", "Accepted streams that took the place of an earlier one.");
        _failures = meter.CreateCounter<long>("oj.sandbox.connect.failures", "{attempt}", "Attempts at a stream that no API server accepted.");
        _messages = meter.CreateCounter<long>("oj.sandbox.messages", "{message}", "Messages on streams.");
        _claims = meter.CreateCounter<long>("oj.sandbox.claims", "{claim}", "Claims made.");
        _jobs = meter.CreateCounter<long>("oj.sandbox.jobs", "{job}", "Jobs ended.");

        // None is a value: without it the series would begin with the first stream.
        _connections.Add(0);
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
    public void ConnectFailed(StatusCode status) => _failures.Add(1, Tag("rpc.response.status_code", TelemetryNames.Of(status)));

    /// <summary>A message of an API server has come.</summary>
    public void Received(SchedulerMessage.MessageOneofCase kind) =>
        _messages.Add(1, Tag("network.io.direction", "receive"), Tag("oj.message.type", TelemetryNames.Of(kind)));

    /// <summary>A message to an API server was written.</summary>
    public void Sent(SandboxMessage.MessageOneofCase kind) =>
        _messages.Add(1, Tag("network.io.direction", "transmit"), Tag("oj.message.type", TelemetryNames.Of(kind)));

    /// <summary>A claim was made.</summary>
    public void Claimed() => _claims.Add(1);

    /// <summary>A job has ended.</summary>
    /// <param name="outcome">The verdict in lower case, <c>failed</c> or <c>cancelled</c>.</param>
    public void JobEnded(string outcome) => _jobs.Add(1, Tag("oj.job.outcome", outcome));

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
