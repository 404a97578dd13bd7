using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Gateway;

/// <summary>A sandbox that does what the test says, over a real connection.</summary>
internal sealed class ScriptedSandbox(AsyncDuplexStreamingCall<SandboxMessage, SchedulerMessage> call) : IDisposable
{
    public const string BaseId = "550e8400-e29b-41d4-a716-446655440000";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Connect Hello(string endpoint = "127-0-0-1-3001", string baseId = BaseId) => new()
    {
        ProtocolVersion = 1,
        BaseId = baseId,
        SandboxId = $"{baseId}-{endpoint}",
        Slots = 2,
        Zone = "zone-2",
        Languages = { new Language { Key = "cpp", Ids = { 54 }, Name = "C++" } },
    };

    public Task SendAsync(SandboxMessage message) => call.RequestStream.WriteAsync(message).WaitAsync(Patience, TimeProvider.System);

    public Task ClaimAsync(string claimId) => SendAsync(new SandboxMessage { Claim = new Claim { ClaimId = claimId } });

    /// <summary>Reports two slots and what runs in them.</summary>
    public Task ReportAsync(params IEnumerable<JobId> running)
    {
        var state = new State { Slots = 2, Running = { running }, Availability = Availability.Ready };
        state.FreeSlots = 2 - (uint)state.Running.Count;
        return SendAsync(new SandboxMessage { State = state });
    }

    /// <summary>Claims a job that waits, and reports it as running.</summary>
    public async Task<JobId> TakeJobAsync(string claimId = "1")
    {
        await ClaimAsync(claimId);
        var job = (await ReadAsync(SchedulerMessage.MessageOneofCase.Assign)).Assign.Job;
        await ReportAsync(job);
        return job;
    }

    /// <summary>Claims where nothing waits: the answer shows that the server serves this stream.</summary>
    public async Task ProbeAsync(string claimId = "1")
    {
        await ClaimAsync(claimId);
        await ReadAsync(SchedulerMessage.MessageOneofCase.NoWork);
    }

    /// <summary>Sends the result of a job and waits until it is acknowledged.</summary>
    public async Task DeliverAsync(JobId job)
    {
        await SendAsync(new SandboxMessage { Result = new Result { Job = job, Result_ = new JudgeResult { Verdict = Verdict.Accepted } } });
        while (!job.Equals((await ReadAsync(SchedulerMessage.MessageOneofCase.ResultAck)).ResultAck.Job))
        {
        }
    }

    public Task CloseAsync() => call.RequestStream.CompleteAsync();

    /// <summary>The next message of any kind.</summary>
    public async Task<SchedulerMessage> ReadAsync()
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience, TimeProvider.System), "the stream ended");
        return call.ResponseStream.Current;
    }

    /// <summary>The next message of one kind; what comes before it is skipped.</summary>
    public async Task<SchedulerMessage> ReadAsync(SchedulerMessage.MessageOneofCase kind)
    {
        while (true)
        {
            var message = await ReadAsync();
            if (message.MessageCase == kind)
            {
                return message;
            }
        }
    }

    /// <summary>Reads to the end; how the stream ended.</summary>
    public async Task<Status> EndAsync()
    {
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience, TimeProvider.System))
            {
            }

            return call.GetStatus();
        }
        catch (RpcException exception)
        {
            return exception.Status;
        }
    }

    public void Dispose() => call.Dispose();
}
