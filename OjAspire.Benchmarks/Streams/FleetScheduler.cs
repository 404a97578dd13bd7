using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjAspire.Benchmarks.Streams;

/// <summary>One scripted API server on its one stream: gives out as many jobs as it was told, and acknowledges at once.</summary>
internal sealed class FleetScheduler(IServerStreamWriter<SchedulerMessage> outgoing, Action<JobId> finished, Action counted) : IDisposable
{
    private static readonly TimeSpan ReportBy = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _writing = new(1);
    private int _waiting;

    /// <summary>Queues jobs here and says so.</summary>
    public Task OfferAsync(int jobs)
    {
        Interlocked.Add(ref _waiting, jobs);
        return WriteAsync(new SchedulerMessage { WorkWaiting = Waiting() });
    }

    /// <summary>Serves the stream to its end, after its Connect.</summary>
    public async Task RunAsync(IAsyncStreamReader<SandboxMessage> incoming, CancellationToken cancellationToken)
    {
        await WriteAsync(new SchedulerMessage { ConnectResponse = new ConnectResponse { ServerId = "fleet", ReportBy = Duration.FromTimeSpan(ReportBy) } });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reminding = RemindAsync(ending.Token);
        try
        {
            while (await incoming.MoveNext(cancellationToken))
            {
                counted();
                await HandleAsync(incoming.Current);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await reminding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task HandleAsync(SandboxMessage message)
    {
        if (message.Claim is { } claim)
        {
            await WriteAsync(Answer(claim.ClaimId));
        }
        else if (message.Result is { } result)
        {
            finished(result.Job);
            await WriteAsync(new SchedulerMessage { ResultAck = new ResultAck { Job = result.Job } });
        }
    }

    private async Task RemindAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ReportBy, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await WriteAsync(new SchedulerMessage { WorkWaiting = Waiting() });
        }
    }

    private SchedulerMessage Answer(string claimId)
    {
        if (Interlocked.Decrement(ref _waiting) < 0)
        {
            Interlocked.Increment(ref _waiting);
            return new SchedulerMessage { NoWork = new NoWork { ClaimId = claimId, Waiting = Waiting() } };
        }

        var job = new JobId { Token = Guid.NewGuid().ToString(), Attempt = 1 };
        return new SchedulerMessage
        {
            Assign = new Assign { ClaimId = claimId, Job = job, Spec = new JobSpec { LanguageKey = "cpp" }, Waiting = Waiting() },
        };
    }

    private WorkWaiting Waiting()
    {
        var waiting = new WorkWaiting();
        if (Volatile.Read(ref _waiting) is > 0 and var count)
        {
            waiting.Queues.Add(new LanguageQueue { LanguageKey = "cpp", Count = (uint)count, OldestAge = Duration.FromTimeSpan(TimeSpan.Zero) });
        }

        return waiting;
    }

    private async Task WriteAsync(SchedulerMessage message)
    {
        await _writing.WaitAsync();
        try
        {
            counted();
            await outgoing.WriteAsync(message);
        }
        finally
        {
            _writing.Release();
        }
    }
}
