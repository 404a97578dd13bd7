using Oj.Contracts.Scheduling;
using OjApi.Gateway;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>One replica: the real core and everything real between it and the store, and a gateway that reads what the test delivers.</summary>
internal sealed class SimulatedServer(FakeServer server, FakeSubmissionStore store, TimeProvider time, string address) : IDisposable
{
    private readonly FakeServer _server = server;
    private readonly HashSet<Guid> _stopped = [];

    /// <summary>Where sandboxes dial it; a server that takes a dead one's place has the same.</summary>
    public string Address { get; } = address;

    public Scheduler Scheduler => _server.Scheduler;

    /// <summary>Neither reads nor writes nor keeps time, as a process that is swapped out.</summary>
    public bool IsPaused { get; set; }

    public bool IsDead { get; private set; }

    public bool IsDraining => Scheduler.IsDraining;

    public Task<Guid> SubmitAsync() => _server.SubmitAsync();

    public Task RenewLeaseAsync() => _server.RenewLeaseAsync();

    public Task SettleAsync() => _server.SettleAsync();

    /// <summary>Stops as on SIGTERM, but for the time it waits for results: others adopt what is left.</summary>
    public async Task BeginDrainAsync()
    {
        Scheduler.BeginDrain();
        await _server.Get<LeaseKeeper>().ReleaseAsync(CancellationToken.None);
    }

    /// <summary>One of the things that happen behind the streams.</summary>
    public async Task WorkAsync(int what)
    {
        switch (what)
        {
            case 0:
                await _server.Get<AssignmentRecorder>().TryStoreNextAsync(CancellationToken.None);
                break;
            case 1 or 2:
                await _server.Get<VerdictRecorder>().TryStoreNextAsync(CancellationToken.None);
                break;
            case 3:
                await _server.TryRedeliverNextAsync();
                break;
            case 4 when !IsDraining:
                await RenewLeaseAsync();
                break;
            case 5:
                Scheduler.RefreshViews(atMost: 1, patience: TimeSpan.FromMilliseconds(10));
                break;
            default:
                ForgetFinal();
                break;
        }
    }

    /// <summary>What the feed of final submissions does: it tells of each once.</summary>
    public void ForgetFinal()
    {
        foreach (var token in Scheduler.Tokens().Where(token => store[token].State == SubmissionState.Final))
        {
            Scheduler.Forget(store[token].Key());
        }

        foreach (var row in store.Rows.Where(row => row.Unjudged is not null && _stopped.Add(row.Token)))
        {
            Scheduler.Stop(row.Key());
        }
    }

    /// <summary>A client changes its mind.</summary>
    public Task CancelAsync(Guid token) => _server.Get<ISubmissionControl>().CancelAsync(token, CancellationToken.None);

    /// <summary>Reads the next message of a link, as <see cref="StreamSession"/> does.</summary>
    public async Task ReadAsync(SimulatedLink link, Witness witness)
    {
        link.ServerHeardAt = time.GetUtcNow();
        var message = link.ToServer.Dequeue();
        if (message.Connect is { } connect)
        {
            Connect(link, Incoming.Hello(connect));
            return;
        }

        var end = link.ServerEnd!;
        switch (message.MessageCase)
        {
            case SandboxMessage.MessageOneofCase.State:
                foreach (var replaced in Scheduler.Report(end.Stream, Incoming.Report(message.State)))
                {
                    end.Answer(Outgoing.Cancel(replaced));
                }

                break;
            case SandboxMessage.MessageOneofCase.Claim:
                var claimId = Incoming.ClaimId(message.Claim);
                var answer = await _server.ClaimAsync(end.Stream, claimId, end.Ended);
                if (answer.Submission is { } submission)
                {
                    witness.Assigned(submission.Key());
                }

                end.Answer(Outgoing.Answer(claimId, answer, Scheduler.Now));
                break;
            case SandboxMessage.MessageOneofCase.Result:
                var key = Incoming.Key(message.Result.Job);
                Scheduler.ResultReceived(end.Stream, key);
                await RecordAsync(new JobOutcome(end.Stream, key, Incoming.Verdict(message.Result), null, "", Acknowledge));
                break;
            case SandboxMessage.MessageOneofCase.JobFailed:
                var failed = Incoming.Key(message.JobFailed.Job);
                witness.GivenUp(failed);
                await RecordAsync(new JobOutcome(end.Stream, failed, null, Incoming.Failure(message.JobFailed), "", Acknowledge));
                break;
            case SandboxMessage.MessageOneofCase.Goodbye:
                end.SaidGoodbye = true;
                GiveUp(link);
                break;
        }

        void Acknowledge(JobKey job)
        {
            witness.Acknowledged(job);
            end.Answer(Outgoing.Acknowledge(job));
        }
    }

    /// <summary>Writes up to so many messages; says how many there were.</summary>
    public static int Write(SimulatedLink link, int atMost)
    {
        var written = 0;
        while (written < atMost && link.ServerEnd?.Messages.TryTake(out var message, out _) == true)
        {
            link.Send(message);
            written++;
        }

        return written;
    }

    /// <summary>The end of a stream, for this side.</summary>
    public void GiveUp(SimulatedLink link)
    {
        if (!link.ServerGaveUp && link.ServerEnd is { } end)
        {
            end.Dispose();
            Scheduler.Disconnect(end.Stream, end.SaidGoodbye);
        }

        link.ServerGaveUp = true;
        link.ToServer.Clear();
    }

    public void Dispose()
    {
        IsDead = true;
        _server.Dispose();
    }

    private void Connect(SimulatedLink link, SandboxHello hello)
    {
        if (Scheduler.Connect(hello, new WakeUp(), out var stream) != ConnectOutcome.Accepted)
        {
            GiveUp(link);
            return;
        }

        link.ServerEnd = new ServerEnd(stream!, Scheduler, time);
        link.ServerEnd.Answer(Outgoing.Connected(_server.Id, new GatewayOptions().ReportBy, zone: ""));
    }

    private ValueTask RecordAsync(JobOutcome outcome) => _server.Get<VerdictRecorder>().RecordAsync(outcome, CancellationToken.None);
}
