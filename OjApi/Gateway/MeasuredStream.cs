using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Telemetry;

namespace OjApi.Gateway;

/// <summary>
/// One call as the metrics see it: counts what goes by in both directions and how the call ends, and changes nothing.
/// One reader and one writer at a time, as with every call.
/// </summary>
internal sealed class MeasuredStream(
    IAsyncStreamReader<SandboxMessage> reader,
    IServerStreamWriter<SchedulerMessage> writer,
    Scheduler scheduler,
    ApiMetrics metrics,
    TimeProvider time) : IAsyncStreamReader<SandboxMessage>, IServerStreamWriter<SchedulerMessage>
{
    private string _baseId = "";
    private bool _saidGoodbye;
    private long? _reportedAt;

    // Written with the answer to Connect, before the sandbox can send a report that it is compared with.
    private volatile ConnectResponse? _accepted;

    public SandboxMessage Current => reader.Current;

    public WriteOptions? WriteOptions
    {
        get => writer.WriteOptions;
        set => writer.WriteOptions = value;
    }

    /// <summary>Serves the call, and counts how it ended.</summary>
    public async Task MeasureAsync(Func<Task> serve)
    {
        var status = StatusCode.Internal;
        try
        {
            await serve();
            status = StatusCode.OK;
        }
        catch (RpcException exception)
        {
            status = exception.StatusCode;
            throw;
        }
        finally
        {
            if (_accepted is null)
            {
                // Without a status only a peer that went away before it was let in has ended in order.
                metrics.StreamRefused(status == StatusCode.OK ? StatusCode.Cancelled : status);
            }
            else
            {
                metrics.StreamClosed(End(status));
            }
        }
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await reader.MoveNext(cancellationToken))
        {
            return false;
        }

        var message = reader.Current;
        metrics.Received(message.MessageCase);
        switch (message.MessageCase)
        {
            case SandboxMessage.MessageOneofCase.Connect:
                _baseId = message.Connect.BaseId;
                break;
            case SandboxMessage.MessageOneofCase.State:
                Reported();
                break;
            case SandboxMessage.MessageOneofCase.Goodbye:
                _saidGoodbye = true;
                break;
        }

        return true;
    }

    public Task WriteAsync(SchedulerMessage message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(SchedulerMessage message, CancellationToken cancellationToken)
    {
        if (message.ConnectResponse is { } accepted)
        {
            _accepted = accepted;
            metrics.StreamOpened(_baseId);
        }

        await writer.WriteAsync(message, cancellationToken);
        metrics.Sent(message.MessageCase);
    }

    private string End(StatusCode status) => status switch
    {
        _ when _saidGoodbye => "goodbye",
        StatusCode.OK => scheduler.IsDraining ? "server_stopping" : "lost",
        _ => TelemetryNames.Of<StatusCode>(status),
    };

    private void Reported()
    {
        if (_reportedAt is { } last && _accepted is { } agreed)
        {
            metrics.Reported(time.GetElapsedTime(last) - agreed.ReportBy.ToTimeSpan());
        }

        _reportedAt = time.GetTimestamp();
    }
}
