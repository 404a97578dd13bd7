using Google.Protobuf.WellKnownTypes;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjApi.Gateway;

/// <summary>The core's decisions as messages to a sandbox.</summary>
internal static class Outgoing
{
    public static SchedulerMessage Connected(string serverId, TimeSpan reportBy, string zone, ServiceInstance? self = null) => new()
    {
        ConnectResponse = new ConnectResponse
        {
            ServerId = serverId, ReportBy = reportBy.ToDuration(), Zone = zone, ServiceName = self?.Name ?? "", ServiceInstanceId = self?.Id ?? "",
        },
    };

    public static SchedulerMessage Waiting(WaitingWork waiting, DateTimeOffset now) => new() { WorkWaiting = Work(waiting, now) };

    /// <summary>Answer to a claim; what waits after an assignment is added when it is sent.</summary>
    public static SchedulerMessage Answer(string claimId, ClaimAnswer answer, DateTimeOffset now)
    {
        if (answer.Submission is not { } submission)
        {
            return new SchedulerMessage { NoWork = new NoWork { ClaimId = claimId, Waiting = Work(answer.Waiting, now) } };
        }

        return new SchedulerMessage
        {
            Assign = new Assign
            {
                ClaimId = claimId,
                Job = Job(submission.Key()),
                Spec = submission.Spec,
                Traceparent = answer.TraceParent ?? "",
                FirstAttempt = (uint)submission.FirstAttempt,
            },
        };
    }

    public static SchedulerMessage Acknowledge(JobKey key) => new() { ResultAck = new ResultAck { Job = Job(key) } };

    public static SchedulerMessage Cancel(JobKey key) => new() { Cancel = new Cancel { Job = Job(key) } };

    public static SchedulerMessage Draining() => new() { Draining = new Draining() };

    public static WorkWaiting Work(WaitingWork waiting, DateTimeOffset now)
    {
        var message = new WorkWaiting { SentAt = now.ToTimestamp() };
        foreach (var (languageKey, count, oldest) in waiting.Languages)
        {
            // A clock of another replica may be ahead of ours; an age is never negative.
            var age = now > oldest ? now - oldest : TimeSpan.Zero;
            message.Queues.Add(new LanguageQueue { LanguageKey = languageKey, Count = (uint)count, OldestAge = age.ToDuration() });
        }

        return message;
    }

    private static JobId Job(JobKey key) => new() { Token = key.Token.ToString("D"), Attempt = (uint)key.Attempt };
}
