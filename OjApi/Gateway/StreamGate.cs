using Grpc.Core;
using Microsoft.Extensions.Options;
using Oj.Contracts.Scheduling;
using OjApi.Endpoints;
using OjApi.Languages;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Gateway;

/// <summary>Takes a stream in or refuses it, runs its session, and says in one gRPC status how it ended.</summary>
internal sealed partial class StreamGate(
    JoinTokenGate joinToken,
    Scheduler scheduler,
    JobAssigner assigner,
    VerdictRecorder recorder,
    IKnownLanguages languages,
    Drain drain,
    ServerIdentity identity,
    IOptions<GatewayOptions> options,
    TimeProvider time,
    ILogger<StreamGate> logger)
{
    private const uint ProtocolVersion = 1;

    /// <summary>Serves one call to its end.</summary>
    /// <exception cref="RpcException">It did not end in order.</exception>
    public async Task ServeAsync(
        IAsyncStreamReader<SandboxMessage> reader, IServerStreamWriter<SchedulerMessage> writer, Metadata headers, CancellationToken aborted)
    {
        if (!joinToken.Admits(headers))
        {
            Log.TokenRefused(logger);
            throw Status(StatusCode.Unauthenticated, "the join token is missing or wrong");
        }

        using var outbound = new OutboundStream(writer, scheduler, options.Value, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, drain.StreamsEnd, outbound.Overflow);
        using var inbound = new InboundStream(reader, options.Value.SilentFor, time, ending.Token);
        try
        {
            var hello = await ReadHelloAsync(inbound, ending.Token);
            await ServeAsync(Take(hello, outbound), inbound, outbound, ending.Token);
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
        catch (Exception) when (outbound.Overflow.IsCancellationRequested)
        {
            throw Status(StatusCode.ResourceExhausted, "too many answers were not read");
        }
        catch (Exception exception) when (
            aborted.IsCancellationRequested || exception is IOException || (exception is OperationCanceledException && ending.IsCancellationRequested))
        {
            // The peer is gone, or this server ends its streams in order.
        }
    }

    private static RpcException Status(StatusCode code, string detail) => new(new Status(code, detail));

    private async Task<SandboxHello> ReadHelloAsync(InboundStream inbound, CancellationToken cancellationToken)
    {
        var first = await inbound.ReadAsync();
        var connect = first?.Connect ?? throw new ProtocolViolationException("Connect must be the first message");
        if (connect.ProtocolVersion != ProtocolVersion)
        {
            throw Status(StatusCode.FailedPrecondition, $"protocol version {connect.ProtocolVersion} is unknown; this server speaks {ProtocolVersion}");
        }

        var hello = Incoming.Hello(connect);
        try
        {
            await languages.AnnounceAsync(connect.Languages, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.LanguagesNotStored(logger, hello.SandboxId, exception);
            throw Status(StatusCode.Unavailable, "the store does not answer");
        }

        return hello;
    }

    private SandboxStream Take(SandboxHello hello, OutboundStream outbound)
    {
        switch (scheduler.Connect(hello, outbound.Changed, out var stream))
        {
            case ConnectOutcome.Draining:
                throw Status(StatusCode.Unavailable, "this server is draining");
            case ConnectOutcome.DuplicateSandboxId:
                Log.Duplicate(logger, hello.SandboxId);
                throw Status(StatusCode.AlreadyExists, $"sandbox {hello.SandboxId} is connected already");
            default:
                return stream!;
        }
    }

    private async Task ServeAsync(
        SandboxStream stream, InboundStream inbound, OutboundStream outbound, CancellationToken cancellationToken)
    {
        var session = new StreamSession(stream, inbound, outbound, scheduler, assigner, recorder, time);
        var sandboxId = stream.Hello.SandboxId;
        var reason = "the stream was closed";
        try
        {
            outbound.Send(Outgoing.Connected(identity.Id, options.Value.ReportBy, identity.Zone));
            Log.Connected(logger, sandboxId);
            await session.RunAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            reason = exception is OperationCanceledException ? "the stream was cancelled" : exception.Message;
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

        [LoggerMessage(EventId = 1006, EventName = "LanguagesNotStored", Level = LogLevel.Error,
            Message = "The languages of sandbox {SandboxId} could not be stored; it has to connect again")]
        public static partial void LanguagesNotStored(ILogger logger, string sandboxId, Exception exception);
    }
}
