using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;
using OjSandbox.Discovery;
using OjSandbox.Threading;

namespace OjSandbox.Session.Streams;

/// <summary>
/// Keeps a stream to one endpoint: dials, and when the stream has ended dials again after a pause, as long as its owner
/// wants it. A stream that lives is never ended for not being wanted.
/// </summary>
/// <param name="owner">Told of what happens, and asked before every attempt after the first.</param>
internal sealed partial class SchedulerConnection(
    SchedulerEndpoint endpoint,
    SchedulerStream stream,
    Backoff backoff,
    SessionMetrics metrics,
    TimeProvider time,
    ILogger<SchedulerConnection> logger,
    SchedulerConnections owner)
{
    private readonly Signal _hurry = new();
    private int _failures;

    /// <summary>The replica at the other end.</summary>
    public SchedulerEndpoint Endpoint { get; } = endpoint;

    /// <summary>Timestamp since when there has been no stream; <see langword="null"/> while there is one. Guarded by the owner's lock.</summary>
    public long? DownSince { get; set; } = time.GetTimestamp();

    /// <summary>Attempts that failed since there was a stream. Written by this connection only, read by anybody.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>Who the server said it is, the last time; <see langword="null"/> as long as it was never reached. Guarded by the owner's lock.</summary>
    public ConnectResponse? Peer { get; set; }

    /// <summary>Ends a pause before the next attempt at once: there is reason to believe that things have changed.</summary>
    public void Hurry() => _hurry.Set();

    /// <summary>Runs until the owner does not want it any more, or until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Log.Connecting(logger, Endpoint.Key);
        var wasAccepted = false;
        do
        {
            var end = await stream.RunAsync(Endpoint, wasAccepted, Accepted, cancellationToken);
            if (end.Accepted)
            {
                wasAccepted = true;
                backoff.Reset();
                Log.StreamEnded(logger, Endpoint.Key, end.Reason);
            }
            else
            {
                Interlocked.Increment(ref _failures);
                metrics.ConnectFailed(end.Status);
                Log.ConnectFailed(logger, Endpoint.Key, end.Reason);
            }

            if (!owner.MayDial(this))
            {
                return;
            }

            await _hurry.WaitAsync(backoff.Next(), time, cancellationToken);
        }
        while (owner.MayDial(this));
    }

    private void Accepted(ConnectResponse response)
    {
        Volatile.Write(ref _failures, 0);
        owner.Accepted(this, response);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2211, EventName = nameof(Connecting), Level = LogLevel.Information, Message = "Connecting to new scheduler at {Endpoint}")]
        public static partial void Connecting(ILogger logger, string endpoint);

        [LoggerMessage(EventId = 2212, EventName = nameof(ConnectFailed), Level = LogLevel.Warning, Message = "Failed to connect to scheduler at {Endpoint}: {Reason}")]
        public static partial void ConnectFailed(ILogger logger, string endpoint, string reason);

        [LoggerMessage(EventId = 2213, EventName = nameof(StreamEnded), Level = LogLevel.Information, Message = "Stream to scheduler at {Endpoint} ended: {Reason}")]
        public static partial void StreamEnded(ILogger logger, string endpoint, string reason);
    }
}
