using System.Diagnostics;

namespace OjAspire.Tests.Judging;

[Collection(JudgingCollection.Name)]
public sealed class SandboxTelemetryTests(JudgingFixture sandbox)
{
    [Fact]
    public async Task Judging_shows_box_compiling_and_every_run_below_the_span_of_the_job()
    {
        using var source = new ActivitySource("OjAspire.Tests.Telemetry");
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate == source || candidate.Name == "OjAspire.Sandbox",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => { lock (seen) { seen.Add(activity); } },
        };
        ActivitySource.AddActivityListener(listener);
        string trace;
        using (var job = source.StartActivity("job"))
        {
            trace = job!.TraceId.ToString();
            await sandbox.JudgeAsync("c", "int main(){return 3;}");
        }

        Activity[] own = [.. seen.Where(activity => activity.TraceId.ToString() == trace && activity.Source.Name == "OjAspire.Sandbox")];
        Assert.Equal(["box", "compile", "run"], own.Select(activity => activity.OperationName));
        Assert.All(own, activity => Assert.Equal("c", activity.GetTagItem("oj.language")));
        Assert.Equal(3, own[^1].GetTagItem("oj.exit_code"));
        Assert.Equal("RuntimeError", own[^1].GetTagItem("oj.verdict"));
    }
}
