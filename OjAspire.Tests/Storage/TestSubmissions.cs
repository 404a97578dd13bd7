using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjAspire.Tests.Storage;

internal static class TestSubmissions
{
    public static readonly DateTimeOffset Created = new(2026, 11, 23, 10, 0, 0, 123, TimeSpan.Zero);

    public static Submission Create(string owner = "server-a") => new()
    {
        Token = Guid.NewGuid(),
        LanguageId = 71,
        Spec = new JobSpec
        {
            LanguageKey = "py",
            SourceCode = ByteString.CopyFromUtf8("print(1)"),
            ExpectedOutput = ByteString.CopyFrom(0xff, 0x00),
            NumberOfRuns = 1,
            Limits = new Limits { CpuTime = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)), MemoryKib = 128_000 },
        },
        CallbackUrl = new Uri("http://example.org/done?x=%20y"),
        Tenant = "team-1",
        Priority = -7,
        CreatedAt = Created,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Owner = owner,
    };

    /// <summary>Puts an attempt back whose delivery failed.</summary>
    public static Task<bool> RequeueAsync(this ISubmissionStore store, Guid token, int attempt, string? owner = null) =>
        store.RequeueAsync(token, attempt, owner, new AttemptEnd(AttemptEnding.Failed, "no isolation", null, Created, new DeliveryCounts(attempt, 0)), default);

    /// <summary>Ends a submission as given up.</summary>
    public static Task<bool> FailAsync(this ISubmissionStore store, Guid token, int attempt, string message, string? owner = null) =>
        store.FailAsync(token, attempt, owner, new JudgingFailure(Unjudged.GivenUp, message, new DeliveryCounts(3, 0)), Created, default);

    public static JudgeResult Accepted() => new()
    {
        Verdict = Verdict.Accepted,
        Stdout = ByteString.CopyFromUtf8("1\n"),
        ExitCode = 0,
        CpuTime = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(12)),
        WallTime = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(30)),
        MemoryKib = 3400,
        SandboxBaseId = "sandbox-1",
    };
}
