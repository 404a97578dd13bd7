using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Scheduling;

namespace OjAspire.Tests.Submissions;

/// <summary>The spans of this server are parts of the submission's one trace.</summary>
[Collection(Alone.Name)]
public sealed class SubmissionTraceTests : IDisposable
{
    private readonly List<Activity> _ended = [];
    private readonly ActivitySource _source = new("test");
    private readonly ActivityListener _listener;

    public SubmissionTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "OjAspire.Api" or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (_ended)
                {
                    _ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    [Fact]
    public async Task Request_queue_assignment_sandbox_and_stored_verdict_follow_one_another_in_one_trace()
    {
        var time = new FakeTimeProvider();
        using var server = new FakeServer(new FakeSubmissionStore(time), time);
        var stream = server.Scheduler.Connect();
        string requestId;
        using (var request = _source.StartActivity("request")!)
        {
            requestId = request.Id!;
            await server.SubmitAsync();
        }

        time.Advance(TimeSpan.FromSeconds(3));
        var answer = await server.ClaimAsync(stream);
        string judgeId;
        using (var judge = _source.StartActivity("judge", ActivityKind.Internal, answer.TraceParent)!)
        {
            judgeId = judge.Id!;
        }

        var result = new JudgeResult { Verdict = Verdict.Accepted };
        await server.Get<VerdictRecorder>().RecordAsync(
            new JobOutcome(stream, answer.Submission!.Key(), result, null, judgeId, _ => { }), CancellationToken.None);
        await server.SettleAsync();

        var (queue, assign, store) = (Ended("submission queue", requestId), Ended("submission assign", requestId), Ended("verdict store", requestId));
        Assert.Equal(requestId, queue.ParentId);
        Assert.Equal(queue.Id, assign.ParentId);
        Assert.Equal(assign.Id, answer.TraceParent);
        Assert.Equal(judgeId, store.ParentId);
    }

    private Activity Ended(string name, string requestId)
    {
        var traceId = ActivityContext.Parse(requestId, null).TraceId;
        lock (_ended)
        {
            return Assert.Single(_ended, activity => activity.OperationName == name && activity.TraceId == traceId);
        }
    }
}
