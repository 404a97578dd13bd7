using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Oj.Contracts.Scheduling;
using OjAspire.Benchmarks.Streams.Subjects;

namespace OjAspire.Benchmarks.Streams;

/// <summary>One scripted sandbox with one stream on a connection of its own: claims what it can, accepts it at once, reports every change.</summary>
internal sealed class FleetSandbox(Uri address, string joinToken, int slots, Action acknowledged, Action counted) : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    private readonly string _baseId = Guid.NewGuid().ToString();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<string, bool> _openClaims = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _claims;
    private long _waiting;

    /// <summary>Completes when the server has let it in.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Runs until cancelled, or until the server ends the stream.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler { UseProxy = false }, DisposeHttpClient = true });
        using var call = new SchedulerService.SchedulerServiceClient(channel).SandboxStream(
            new Metadata { { "authorization", $"Bearer {joinToken}" } }, cancellationToken: cancellationToken);
        await WriteAsync(call, new SandboxMessage
        {
            Connect = new Connect { ProtocolVersion = 1, BaseId = _baseId, SandboxId = $"{_baseId}-127-0-0-1-1", Slots = (uint)slots, Languages = { InstantJudge.Cpp } },
        });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = ReportAsync(call, ending.Token);
        try
        {
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                counted();
                _connected.TrySetResult();
                await HandleAsync(call, call.ResponseStream.Current);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task ReportAsync(AsyncDuplexStreamingCall<SandboxMessage, SchedulerMessage> call, CancellationToken cancellationToken)
    {
        await Connected.WaitAsync(cancellationToken);
        using var timer = new PeriodicTimer(ReportEvery, TimeProvider.System);
        do
        {
            await WriteAsync(call, State());
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task HandleAsync(AsyncDuplexStreamingCall<SandboxMessage, SchedulerMessage> call, SchedulerMessage message)
    {
        var changed = false;
        switch (message.MessageCase)
        {
            case SchedulerMessage.MessageOneofCase.WorkWaiting:
                _waiting = Count(message.WorkWaiting);
                break;
            case SchedulerMessage.MessageOneofCase.NoWork:
                _openClaims.TryRemove(message.NoWork.ClaimId, out _);
                _waiting = Count(message.NoWork.Waiting);
                changed = true;
                break;
            case SchedulerMessage.MessageOneofCase.Assign:
                _openClaims.TryRemove(message.Assign.ClaimId, out _);
                _waiting = Count(message.Assign.Waiting);
                await WriteAsync(call, new SandboxMessage { Result = new Result { Job = message.Assign.Job, Result_ = new JudgeResult { Verdict = Verdict.Accepted } } });
                changed = true;
                break;
            case SchedulerMessage.MessageOneofCase.ResultAck:
                acknowledged();
                changed = true;
                break;
        }

        while (_openClaims.Count < Math.Min(slots, _waiting))
        {
            var claim = $"c{++_claims}";
            _openClaims[claim] = true;
            await WriteAsync(call, new SandboxMessage { Claim = new Claim { ClaimId = claim } });
            changed = true;
        }

        if (changed)
        {
            await WriteAsync(call, State());
        }
    }

    private static long Count(WorkWaiting? waiting) => waiting?.Queues.Sum(queue => queue.Count) ?? 0;

    private async Task WriteAsync(AsyncDuplexStreamingCall<SandboxMessage, SchedulerMessage> call, SandboxMessage message)
    {
        await _writing.WaitAsync();
        try
        {
            counted();
            await call.RequestStream.WriteAsync(message);
        }
        finally
        {
            _writing.Release();
        }
    }

    private SandboxMessage State()
    {
        var open = _openClaims.Keys;
        return new SandboxMessage
        {
            State = new State { Slots = (uint)slots, FreeSlots = (uint)(slots - open.Count), OpenClaims = { open }, Availability = Availability.Ready },
        };
    }
}
