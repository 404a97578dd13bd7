using OjApi.Judge0;

namespace OjAspire.Tests.Judge0;

public sealed class Judge0OptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(new Judge0OptionsValidator().Validate(null, new Judge0Options()).Succeeded);

    [Fact]
    public void Everything_wrong_is_named_by_its_key()
    {
        var options = new Judge0Options
        {
            AuthenticationHeader = "a b",
            MaxWait = TimeSpan.Zero,
            IdempotencyKeyLifetime = TimeSpan.FromDays(31),
            MaxSubmissionBatchSize = 0,
            MaxBodySizeAtOnce = 1_024,
            Limits = new LimitOptions { CpuTimeLimit = 16, MaxMemoryLimit = 1, NumberOfRuns = -1 },
        };

        var failures = new Judge0OptionsValidator().Validate(null, options).Failures!.ToList();

        foreach (var key in new[]
        {
            "Judge0:AuthenticationHeader", "Judge0:MaxWait", "Judge0:IdempotencyKeyLifetime", "Judge0:MaxSubmissionBatchSize",
            "Judge0:MaxBodySizeAtOnce", "Judge0:Limits:CpuTimeLimit (16) must not be above MaxCpuTimeLimit (15)",
            "Judge0:Limits:MaxMemoryLimit", "Judge0:Limits:NumberOfRuns",
        })
        {
            Assert.Contains(failures, failure => failure.StartsWith(key, StringComparison.Ordinal));
        }
    }
}
