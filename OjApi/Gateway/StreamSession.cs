using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.Gateway;

/// <summary>One connected sandbox stream, after its Connect: reads, decides, and lets the one writer answer.</summary>
internal sealed class StreamSession(
    SandboxStream stream,
    InboundStream inbound,
    OutboundStream outbound,
    Scheduler scheduler,
    JobAssigner assigner,
    VerdictRecorder recorder,
    SubmissionFollowers followers,
    TimeProvider time)
{
    /// <summary>How long the peer has to take the last message when the stream ends.</summary>
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(1);

    /// <summary>Whether the sandbox left in order.</summary>
    public bool SaidGoodbye { get; private set; }

    /// <summary>Runs until the sandbox closes the stream, an error ends it, or the token is cancelled; the writer has ended then.</summary>
    /// <exception cref="ProtocolViolationException">The sandbox sent what it may not.</exception>
    /// <exception cref="TimeoutException">The sandbox was silent for too long.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var abandon = new CancellationTokenSource();
        var writing = outbound.RunAsync(stream, ending.Token, abandon.Token);
        var reading = ReadAsync(ending.Token);
        var first = await Task.WhenAny(reading, writing);
        await ending.CancelAsync();
        inbound.Stop();

        // Both must have ended before the call does, but only the first one's failure means anything.
        await EndAsync(reading, writing, abandon);
        await first;
    }

    private async Task EndAsync(Task reading, Task writing, CancellationTokenSource abandon)
    {
        try
        {
            await writing.WaitAsync(LastWrite, time);
        }
        catch (Exception) when (writing.IsCompleted)
        {
            // Ended by its token, or failed; whether that matters is not decided here.
        }
        catch (TimeoutException)
        {
            await abandon.CancelAsync();
        }

        await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (await inbound.ReadAsync() is { } message)
        {
            if (SaidGoodbye)
            {
                throw new ProtocolViolationException("nothing may follow Goodbye");
            }

            await HandleAsync(message, cancellationToken);
        }
    }

    private async Task HandleAsync(SandboxMessage message, CancellationToken cancellationToken)
    {
        switch (message.MessageCase)
        {
            case SandboxMessage.MessageOneofCase.State:
                Report(Incoming.Report(message.State));
                break;
            case SandboxMessage.MessageOneofCase.Claim:
                await AnswerAsync(Incoming.ClaimId(message.Claim), cancellationToken);
                break;
            case SandboxMessage.MessageOneofCase.Progress:
                if (Incoming.Stage(message.Progress) is { } stage)
                {
                    followers.Reached(Incoming.Key(message.Progress.Job), stage);
                }

                break;
            case SandboxMessage.MessageOneofCase.Result:
                await RecordAsync(message.Result, cancellationToken);
                break;
            case SandboxMessage.MessageOneofCase.JobFailed:
                await RecordAsync(message.JobFailed, cancellationToken);
                break;
            case SandboxMessage.MessageOneofCase.Goodbye:
                SaidGoodbye = true;
                break;
            case SandboxMessage.MessageOneofCase.Connect:
                throw new ProtocolViolationException("Connect may be sent only once");
            default:
                throw new ProtocolViolationException("the message is empty or of an unknown kind");
        }
    }

    private void Report(SandboxReport report)
    {
        foreach (var replaced in scheduler.Report(stream, report))
        {
            outbound.Send(Outgoing.Cancel(replaced));
        }

        followers.Processing(report.Running);
    }

    private async Task AnswerAsync(string claimId, CancellationToken cancellationToken)
    {
        var answer = await assigner.ClaimAsync(stream, claimId, cancellationToken);
        outbound.Send(Outgoing.Answer(claimId, answer, scheduler.Now));
    }

    private async Task RecordAsync(Result result, CancellationToken cancellationToken)
    {
        var key = Incoming.Key(result.Job);
        var verdict = Incoming.Verdict(result);
        scheduler.ResultReceived(stream, key);
        await recorder.RecordAsync(new JobOutcome(stream, key, verdict, null, result.Traceparent, Acknowledge), cancellationToken);
    }

    private async Task RecordAsync(JobFailed failed, CancellationToken cancellationToken)
    {
        var outcome = new JobOutcome(stream, Incoming.Key(failed.Job), null, Incoming.Failure(failed), "", Acknowledge);
        await recorder.RecordAsync(outcome, cancellationToken);
    }

    private void Acknowledge(JobKey key) => outbound.Send(Outgoing.Acknowledge(key));
}
