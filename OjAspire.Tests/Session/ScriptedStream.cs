using System.Threading.Channels;
using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Session;

/// <summary>One stream as a scripted server sees it.</summary>
internal sealed class ScriptedStream(Connect connect, string? authorization, IServerStreamWriter<SchedulerMessage> outgoing)
{
    private readonly Channel<SandboxMessage> _received = Channel.CreateUnbounded<SandboxMessage>();
    private readonly TaskCompletionSource<Status> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Connect Connect { get; } = connect;

    public string? Authorization { get; } = authorization;

    /// <summary>Every report so far.</summary>
    public List<State> Reports { get; } = [];

    /// <summary>Ends the call from the server's side.</summary>
    public void End(Status status) => _end.TrySetResult(status);

    public Task SendAsync(SchedulerMessage message) => outgoing.WriteAsync(message);

    public Task AnnounceAsync(uint count) => SendAsync(new SchedulerMessage { WorkWaiting = SlotsUnderTest.Waiting(count) });

    public Task AssignAsync(string claim, string token, uint attempt = 1, string traceparent = "") => SendAsync(new SchedulerMessage
    {
        Assign = new Assign { ClaimId = claim, Job = new JobId { Token = token, Attempt = attempt }, Spec = new JobSpec { LanguageKey = "cpp" }, Traceparent = traceparent },
    });

    public Task AcknowledgeAsync(JobId job) => SendAsync(new SchedulerMessage { ResultAck = new ResultAck { Job = job } });

    /// <summary>The next message of a kind; others before it are passed over.</summary>
    public Task<SandboxMessage> NextAsync(SandboxMessage.MessageOneofCase kind) => NextAsync(message => message.MessageCase == kind);

    /// <summary>The next message of which something holds; what comes before it is kept in a list where there is one.</summary>
    public async Task<SandboxMessage> NextAsync(Func<SandboxMessage, bool> holds, List<SandboxMessage>? before = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (true)
        {
            var message = await _received.Reader.ReadAsync(limit.Token);
            if (holds(message))
            {
                return message;
            }

            before?.Add(message);
        }
    }

    /// <summary>Runs until either side ends the call.</summary>
    /// <returns>What the server ends it with.</returns>
    public async Task<Status> RunAsync(IAsyncStreamReader<SandboxMessage> incoming)
    {
        var reading = ReadAsync(incoming);
        var ended = await Task.WhenAny(reading, _end.Task);
        return ended == reading ? await reading : await _end.Task;
    }

    private async Task<Status> ReadAsync(IAsyncStreamReader<SandboxMessage> incoming)
    {
        try
        {
            while (await incoming.MoveNext(CancellationToken.None))
            {
                if (incoming.Current.State is { } report)
                {
                    Reports.Add(report);
                }

                _received.Writer.TryWrite(incoming.Current);
            }
        }
        catch (Exception ended) when (ended is IOException or RpcException or InvalidOperationException)
        {
            // The sandbox is gone, or the server has ended the call meanwhile.
        }

        _received.Writer.TryComplete();
        return Status.DefaultSuccess;
    }
}
