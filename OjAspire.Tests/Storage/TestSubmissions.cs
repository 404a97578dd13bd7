using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Oj.Contracts.Scheduling;
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
