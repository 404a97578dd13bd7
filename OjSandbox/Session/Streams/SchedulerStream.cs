using Grpc.Core;
using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;
using OjAspire.ServiceDefaults.Telemetry;
using OjSandbox.Discovery;
using OjSandbox.Judging;
using OjSandbox.Session.Jobs;
using OjSandbox.Session.Slots;
using OjSandbox.Session.Tls;

namespace OjSandbox.Session.Streams;

/// <summary>Holds one stream with one replica, from Connect to its end: one reader, one writer, and no state of its own.</summary>
internal sealed partial class SchedulerStream(
    SessionSettings settings,
    SandboxIdentity identity,
    ServiceInstance self,
    IReadiness readiness,
    SlotKeeper slots,
    JobRunner jobs,
    ClientTls tls,
    SessionMetrics metrics,
    TimeProvider time,
    ILogger<SchedulerStream> logger)
{
    private const uint ProtocolVersion = 1;
    // The server speaks at least every report_by. Of the usual 2 s this is 4.5 s: it may be late by more than one whole
    // report_by, and is still found silent within five seconds.
    private const double SilentReports = 2.25;
    private static readonly TimeSpan LeastReportBy = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReaderKnowsWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsualReportBy = TimeSpan.FromSeconds(5);

    /// <summary>Dials, talks until the stream ends, and says why it ended. Throws nothing but the caller's cancellation.</summary>
    /// <param name="again">Whether there was a stream to this endpoint before.</param>
    /// <param name="onAccepted">Called when the server has let us in.</param>
    public async Task<StreamEnd> RunAsync(SchedulerEndpoint endpoint, bool again, Action<ConnectResponse> onAccepted, CancellationToken cancellationToken)
    {
        var stream = new StreamHandle(endpoint);
        var accepted = false;
        try
        {
            using var channel = SchedulerChannel.Open(endpoint, tls);
            using var lifetime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stream.Broken);
            var metadata = new Metadata { { "authorization", $"Bearer {settings.JoinToken}" } };
            using var call = new SchedulerService.SchedulerServiceClient(channel).SandboxStream(metadata, cancellationToken: lifetime.Token);
            var languages = readiness.Current.Languages;
            var response = await ConnectAsync(call, stream, languages, lifetime.Token);
            accepted = true;
            metrics.Connected(again);
            Log.Connected(logger, endpoint.Key);
            slots.Opened(stream, ReportBy(response), response.Zone.Trim(), languages);
            onAccepted(response);
            return new StreamEnd(true, await TalkAsync(call, stream, ReportBy(response), lifetime), StatusCode.OK);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
        {
            return stream.BrokenBecause is { } broken
                ? new StreamEnd(accepted, broken, StatusCode.DeadlineExceeded)
                : new StreamEnd(accepted, Describe(exception) + (accepted ? "" : ConnectAdvice.For(exception)), (exception as RpcException)?.StatusCode ?? StatusCode.Unknown);
        }
        finally
        {
            slots.Closed(stream);
            if (accepted)
            {
                metrics.Disconnected();
            }
        }
    }

    private async Task<ConnectResponse> ConnectAsync(
        AsyncDuplexStreamingCall<SandboxMessage, SchedulerMessage> call,
        StreamHandle stream,
        IReadOnlyList<Language> languages,
        CancellationToken cancellationToken)
    {
        await using var deadline = time.CreateTimer(
            _ => stream.Break($"no answer to Connect within {settings.HandshakeTimeout.TotalSeconds} s"), null, settings.HandshakeTimeout, Timeout.InfiniteTimeSpan);
        var connect = new Connect
        {
            ProtocolVersion = ProtocolVersion,
            BaseId = identity.BaseId,
            SandboxId = identity.On(stream.Endpoint),
            Slots = (uint)settings.Slots,
            Zone = settings.Zone,
            ServiceName = self.Name,
            ServiceInstanceId = self.Id,
            Languages = { languages },
        };
        await call.RequestStream.WriteAsync(new SandboxMessage { Connect = connect }, cancellationToken);
        metrics.Sent(SandboxMessage.MessageOneofCase.Connect);
        if (!await call.ResponseStream.MoveNext(cancellationToken) || call.ResponseStream.Current.ConnectResponse is not { } response)
        {
            throw new InvalidDataException("it did not answer Connect with ConnectResponse");
        }

        metrics.Received(SchedulerMessage.MessageOneofCase.ConnectResponse);
        return response;
    }

    private async Task<string> TalkAsync(
        AsyncDuplexStreamingCall<SandboxMessage, SchedulerMessage> call, StreamHandle stream, TimeSpan reportBy, CancellationTokenSource lifetime)
    {
        var reading = ReadAsync(call.ResponseStream, stream, reportBy * SilentReports, lifetime.Token);
        var writing = WriteAsync(call.RequestStream, stream, lifetime.Token);
        try
        {
            // The writer ends by itself only after Goodbye; the server's answer to that is to end the call. When it fails
            // because the call is over, the reader is about to learn why.
            if (await Task.WhenAny(reading, writing) == writing && !writing.IsCompletedSuccessfully)
            {
                await Task.WhenAny(reading, Task.Delay(ReaderKnowsWithin, time, lifetime.Token));
                await (reading.IsCompleted ? reading : writing);
            }

            await reading;
            return "the server ended the stream";
        }
        finally
        {
            await lifetime.CancelAsync();
            await ((Task)Task.WhenAll(reading, writing)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(IAsyncStreamReader<SchedulerMessage> incoming, StreamHandle stream, TimeSpan silence, CancellationToken cancellationToken)
    {
        await using var watchdog = time.CreateTimer(
            _ => stream.Break($"the server was silent for {silence.TotalSeconds} s"), null, silence, Timeout.InfiniteTimeSpan);
        while (await incoming.MoveNext(cancellationToken))
        {
            watchdog.Change(silence, Timeout.InfiniteTimeSpan);
            metrics.Received(incoming.Current.MessageCase);
            Handle(stream, incoming.Current);
        }
    }

    private void Handle(StreamHandle stream, SchedulerMessage message)
    {
        switch (message.MessageCase)
        {
            case SchedulerMessage.MessageOneofCase.WorkWaiting:
                slots.Announced(stream, message.WorkWaiting);
                break;
            case SchedulerMessage.MessageOneofCase.Assign:
                if (slots.Assigned(stream, message.Assign) is { } job)
                {
                    jobs.Start(job);
                }

                break;
            case SchedulerMessage.MessageOneofCase.NoWork:
                slots.Refused(stream, message.NoWork);
                break;
            case SchedulerMessage.MessageOneofCase.Cancel when message.Cancel.Job is { } cancelled:
                slots.Cancelled(cancelled);
                break;
            case SchedulerMessage.MessageOneofCase.ResultAck when message.ResultAck.Job is { } acknowledged:
                slots.Acknowledged(acknowledged);
                break;
            case SchedulerMessage.MessageOneofCase.Draining:
                Log.ServerDraining(logger, stream.Endpoint.Key);
                slots.ServerDraining(stream);
                break;
            case SchedulerMessage.MessageOneofCase.None:
                // A kind of message that a newer server knows and this sandbox does not.
                break;
            default:
                stream.Break($"it sent a {message.MessageCase} out of order or incomplete");
                break;
        }
    }

    private async Task WriteAsync(IClientStreamWriter<SandboxMessage> outgoing, StreamHandle stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (slots.TryTake(stream, out var message))
            {
                await outgoing.WriteAsync(message, cancellationToken);
                metrics.Sent(message.MessageCase);
                if (message.Goodbye is not null)
                {
                    await outgoing.CompleteAsync();
                    return;
                }
            }

            await stream.Ready.WaitAsync(cancellationToken);
        }
    }

    private static TimeSpan ReportBy(ConnectResponse response)
    {
        var asked = response.ReportBy?.ToTimeSpan() ?? UsualReportBy;
        return asked < LeastReportBy ? LeastReportBy : asked;
    }

    private static string Describe(Exception exception)
    {
        if (exception is not RpcException { Status: var status })
        {
            return exception.Message;
        }

        // "Error connecting to subchannel" alone helps nobody; what lies at the bottom does.
        var cause = status.DebugException?.GetBaseException().Message;
        return cause is null || status.Detail.Contains(cause, StringComparison.Ordinal) ? $"{status.StatusCode}: {status.Detail}" : $"{status.StatusCode}: {status.Detail} {cause}";
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2201, EventName = nameof(Connected), Level = LogLevel.Information, Message = "Connected to scheduler at {Endpoint}")]
        public static partial void Connected(ILogger logger, string endpoint);

        [LoggerMessage(EventId = 2202, EventName = nameof(ServerDraining), Level = LogLevel.Information,
            Message = "Scheduler at {Endpoint} is draining; nothing more is claimed from it")]
        public static partial void ServerDraining(ILogger logger, string endpoint);
    }
}
