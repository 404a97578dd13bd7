using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;
using OjSandbox.Judging;
using OjSandbox.Session.Slots;

namespace OjSandbox.Session.Jobs;

/// <summary>Judges each job in a task of its own and tells the slots what came of it. Owns these tasks.</summary>
internal sealed partial class JobRunner(
    IJudge judge,
    SlotKeeper slots,
    SandboxIdentity identity,
    SessionMetrics metrics,
    ILogger<JobRunner> logger)
{
    // As much as an API server takes.
    private const int LongestReason = 10_000;

    private static readonly ActivitySource Activities = new("OjAspire.Sandbox");

    private readonly ConcurrentDictionary<Job, Task> _tasks = new();

    /// <summary>Begins to judge a job that occupies a slot already.</summary>
    public void Start(Job job)
    {
        // Begun only when the table knows it, so that its end finds it there.
        var task = new Task<Task>(() => RunAsync(job));
        _tasks[job] = task.Unwrap();
        task.Start(TaskScheduler.Default);
    }

    /// <summary>Waits until every judging has ended.</summary>
    public Task WhenEndedAsync() => Task.WhenAll(_tasks.Values);

    private async Task RunAsync(Job job)
    {
        SandboxMessage? outcome = null;
        try
        {
            outcome = await JudgeAsync(job);
        }
        finally
        {
            metrics.JobEnded(outcome switch
            {
                { Result: { } result } => TelemetryNames.Of(result.Result_.Verdict),
                null => "cancelled",
                _ => "failed",
            });
            slots.Finished(job, outcome);
            _tasks.TryRemove(job, out _);
        }
    }

    private async Task<SandboxMessage?> JudgeAsync(Job job)
    {
        ActivityContext.TryParse(job.Traceparent, null, isRemote: true, out var parent);
        using var activity = Activities.StartActivity("judge", ActivityKind.Consumer, parent);
        activity?.SetTag("oj.submission.token", job.Id.Token).SetTag("oj.job.attempt", job.Id.Attempt).SetTag("oj.language", job.Spec.LanguageKey);
        try
        {
            var result = await judge.JudgeAsync(job.Spec, stage => slots.Progressed(job, stage), job.Cancellation);
            result.SandboxBaseId = identity.BaseId;
            activity?.SetTag("oj.verdict", result.Verdict.ToString());
            Log.Judged(logger, job.Id.Token, job.Id.Attempt, result.Verdict);
            return new SandboxMessage { Result = new Result { Result_ = result, Traceparent = activity?.Id ?? job.Traceparent } };
        }
        catch (Exception) when (job.Cancellation.IsCancellationRequested)
        {
            // However the judge took being interrupted, nobody wants to know.
            return null;
        }
        catch (Exception failure)
        {
            // Whatever it is, it is ours: the server gives the job to another sandbox.
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            Log.JudgingFailed(logger, failure, job.Id.Token, job.Id.Attempt);
            var reason = Shortened.To(JudgeFailedException.Reason(failure), LongestReason);
            return new SandboxMessage { JobFailed = new JobFailed { Reason = reason, Fault = JobFailed.Types.Fault.Sandbox } };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2231, EventName = nameof(JudgingFailed), Level = LogLevel.Error,
            Message = "Judging submission {Token}, attempt {Attempt}, failed; it goes back to the server as our failure")]
        public static partial void JudgingFailed(ILogger logger, Exception exception, string token, uint attempt);

        [LoggerMessage(EventId = 2232, EventName = nameof(Judged), Level = LogLevel.Information,
            Message = "Judged submission {Token}, attempt {Attempt}: {Verdict}")]
        public static partial void Judged(ILogger logger, string token, uint attempt, Verdict verdict);
    }
}
