using Grpc.Core;
using Microsoft.Extensions.Options;
using Oj.Contracts.Scheduling;
using OjApi.Endpoints;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjApi.Gateway;

/// <summary>Takes a stream in or refuses it, runs its session, and says in one gRPC status how it ended.</summary>
internal sealed partial class StreamGate(
    JoinTokenGate joinToken,
    StreamBounds bounds,
    Handshake handshake,
    SandboxIds ids,
    Scheduler scheduler,
    JobAssigner assigner,
    VerdictRecorder recorder,
    SubmissionFollowers followers,
    Drain drain,
    ServerIdentity identity,
    ServiceInstance self,
    IOptions<GatewayOptions> options,
    TimeProvider time,
    ILogger<StreamGate> logger)
{
    private const string Replaced = "replaced by a new stream of the same sandbox";

    /// <summary>Serves one call to its end.</summary>
    /// <exception cref="RpcException">It did not end in order.</exception>
    public async Task ServeAsync(
        IAsyncStreamReader<SandboxMessage> reader, IServerStreamWriter<SchedulerMessage> writer, string authorization, CancellationToken aborted)
    {
        if (!joinToken.Admits(authorization, out var previousToken))
        {
            Log.TokenRefused(logger);
            throw Status(StatusCode.Unauthenticated, "the join token is missing or wrong");
        }

        using var place = bounds.TryEnter() ?? throw Full($"{options.Value.MaxStreams} streams at this server");
        using var life = new StreamLife(time);
        using var watched = new WatchedWriter(writer, options.Value.SilentFor, time);
        using var outbound = new OutboundStream(watched, scheduler, options.Value, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            [aborted, drain.StreamsEnd, outbound.Overflow, watched.Unread, life.Replaced]);
        using var inbound = new InboundStream(reader, life, options.Value.SilentFor, time, ending.Token);
        try
        {
            var hello = await handshake.ReadAsync(inbound, ending.Token);
            if (!place.TryBelongTo(hello.BaseId))
            {
                throw Full($"{options.Value.MaxStreamsPerSandbox} streams of sandbox {hello.BaseId}");
            }

            if (previousToken)
            {
                Log.PreviousToken(logger, hello.SandboxId);
            }

            await ServeAsync(hello, life, inbound, outbound, ending.Token);
        }
        catch (ProtocolViolationException violation)
        {
            Log.Violation(logger, violation.Message);
            throw Status(StatusCode.InvalidArgument, violation.Message);
        }
        catch (TimeoutException silence)
        {
            throw Status(StatusCode.DeadlineExceeded, silence.Message);
        }
        catch (Exception) when (life.Replaced.IsCancellationRequested)
        {
            throw Status(StatusCode.Aborted, Replaced);
        }
        catch (Exception) when (outbound.Overflow.IsCancellationRequested || watched.Unread.IsCancellationRequested)
        {
            throw Status(StatusCode.ResourceExhausted, "the answers were not read");
        }
        catch (Exception exception) when (
            aborted.IsCancellationRequested || exception is IOException || (exception is OperationCanceledException && ending.IsCancellationRequested))
        {
            // The peer is gone, or this server ends its streams in order.
        }
    }

    private static RpcException Status(StatusCode code, string detail) => new(new Status(code, detail));

    /// <summary>Why a stream does not get its id. A server that stops leaves its streams as they are, also a silent one.</summary>
    private RpcException Refused(SandboxHello hello)
    {
        if (scheduler.IsDraining)
        {
            return Status(StatusCode.Unavailable, "this server is draining");
        }

        Log.Duplicate(logger, hello.SandboxId);
        return Status(StatusCode.AlreadyExists, $"sandbox {hello.SandboxId} is connected already");
    }

    private RpcException Full(string bound)
    {
        Log.TooMany(logger, bound);
        return Status(StatusCode.ResourceExhausted, $"there are {bound} already");
    }

    private async Task ServeAsync(
        SandboxHello hello, StreamLife life, InboundStream inbound, OutboundStream outbound, CancellationToken cancellationToken)
    {
        try
        {
            if (!await ids.TryTakeAsync(hello.SandboxId, life, cancellationToken)
                || scheduler.Connect(hello, outbound.Changed, out var stream) != ConnectOutcome.Accepted)
            {
                throw Refused(hello);
            }

            await ServeAsync(stream!, inbound, outbound, life, cancellationToken);
        }
        finally
        {
            ids.Release(hello.SandboxId, life);
        }
    }

    private async Task ServeAsync(
        SandboxStream stream, InboundStream inbound, OutboundStream outbound, StreamLife life, CancellationToken cancellationToken)
    {
        var session = new StreamSession(stream, inbound, outbound, scheduler, assigner, recorder, followers, time);
        var sandboxId = stream.Hello.SandboxId;
        var reason = "the stream was closed";
        try
        {
            outbound.Send(Outgoing.Connected(identity.Id, options.Value.ReportBy, identity.Zone, self));
            Log.Connected(logger, sandboxId);
            await session.RunAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            reason = exception is not OperationCanceledException ? exception.Message
                : life.Replaced.IsCancellationRequested ? Replaced
                : "the stream was cancelled";
            throw;
        }
        finally
        {
            scheduler.Disconnect(stream, session.SaidGoodbye);
            Log.Disconnected(logger, sandboxId, session.SaidGoodbye ? "it said goodbye" : reason);
        }
    }

    private static partial class Log
    {
        // Operators look for this sentence word for word.
        [LoggerMessage(EventId = 1001, EventName = "SandboxConnected", Level = LogLevel.Information,
            Message = "Sandbox {SandboxId} connected successfully")]
        public static partial void Connected(ILogger logger, string sandboxId);

        [LoggerMessage(EventId = 1002, EventName = "SandboxDisconnected", Level = LogLevel.Information,
            Message = "Sandbox {SandboxId} disconnected: {Reason}")]
        public static partial void Disconnected(ILogger logger, string sandboxId, string reason);

        [LoggerMessage(EventId = 1003, EventName = "SandboxDuplicate", Level = LogLevel.Warning,
            Message = "Sandbox {SandboxId} was refused: a living stream has this id already")]
        public static partial void Duplicate(ILogger logger, string sandboxId);

        [LoggerMessage(EventId = 1004, EventName = "JoinTokenRefused", Level = LogLevel.Warning,
            Message = "A stream was refused: its join token is missing or wrong")]
        public static partial void TokenRefused(ILogger logger);

        [LoggerMessage(EventId = 1005, EventName = "ProtocolViolated", Level = LogLevel.Warning,
            Message = "A stream was ended for what it sent: {Violation}")]
        public static partial void Violation(ILogger logger, string violation);

        [LoggerMessage(EventId = 1007, EventName = "TooManyStreams", Level = LogLevel.Warning,
            Message = "A stream was refused: there are {Bound} already")]
        public static partial void TooMany(ILogger logger, string bound);

        [LoggerMessage(EventId = 1008, EventName = "PreviousJoinTokenUsed", Level = LogLevel.Information,
            Message = "Sandbox {SandboxId} shows the previous join token; give it the new one")]
        public static partial void PreviousToken(ILogger logger, string sandboxId);
    }
}
