using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Judge0;

public sealed class VerdictTests(SharedApi api) : IClassFixture<SharedApi>
{
    [Theory]
    [InlineData(Verdict.Accepted, null, 3, "AC", null)]
    [InlineData(Verdict.WrongAnswer, null, 4, "WA", null)]
    [InlineData(Verdict.TimeLimit, 9, 5, "TLE", null)]
    [InlineData(Verdict.MemoryLimit, 9, 12, "MLE", "Memory limit exceeded")]
    [InlineData(Verdict.OutputLimit, 25, 8, "OLE", null)]
    [InlineData(Verdict.RuntimeError, null, 11, "RTE", null)]
    [InlineData(Verdict.RuntimeError, 11, 7, "RTE", null)]
    [InlineData(Verdict.RuntimeError, 25, 8, "RTE", null)]
    [InlineData(Verdict.RuntimeError, 8, 9, "RTE", null)]
    [InlineData(Verdict.RuntimeError, 6, 10, "RTE", null)]
    [InlineData(Verdict.RuntimeError, 31, 12, "RTE", null)]
    [InlineData(Verdict.CompilationError, null, 6, "CE", null)]
    [InlineData(Verdict.ExecFormatError, null, 14, "RTE", null)]
    public async Task Every_verdict_has_its_status(Verdict verdict, int? signal, int status, string name, string? message)
    {
        var host = api.Host;
        host.Intake.Outcome = new JudgeResult { Verdict = verdict };
        if (signal is not null)
        {
            host.Intake.Outcome.ExitSignal = signal.Value;
        }
        var token = await host.SubmitAsync(new { language_id = 71, source_code = "1" });

        var answer = await host.ReadAsync($"/submissions/{token}?fields=status,verdict,message,exit_signal");

        Assert.Equal(status, answer["status"]!["id"]!.GetValue<int>());
        Assert.Equal(name, answer["verdict"]!.GetValue<string>());
        Assert.Equal(message, answer["message"]?.GetValue<string>());
        Assert.Equal(signal, answer["exit_signal"]?.GetValue<int>());
    }
}
