using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Gateway.Fuzzing;

/// <summary>Everything that a sandbox may say on one stream, in a valid order, as the bytes of its messages.</summary>
internal static class Conversation
{
    /// <summary>The language of the peers that lie, so that they get jobs and take none from the honest one.</summary>
    public const string Language = "fuzz";

    /// <param name="baseId">Who speaks; a new one unless it is to meet itself.</param>
    /// <param name="token">A submission that waits in <see cref="Language"/>.</param>
    public static List<byte[]> Record(string baseId, Guid token)
    {
        var job = new JobId { Token = token.ToString(), Attempt = 1 };
        var other = new JobId { Token = Guid.NewGuid().ToString(), Attempt = 3 };
        SandboxMessage[] messages =
        [
            new() { Connect = Hello(baseId) },
            new() { State = State() },
            new() { Claim = new Claim { ClaimId = "c1" } },
            new() { Claim = new Claim { ClaimId = "c2" } },
            new() { State = State(running: [job, other]) },
            new() { Progress = new Progress { Job = job, Stage = Progress.Types.Stage.Running } },
            new() { Result = new Result { Job = job, Result_ = Judged(baseId), Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" } },
            new() { JobFailed = new JobFailed { Job = other, Reason = "it broke", Fault = JobFailed.Types.Fault.Sandbox } },
            new() { State = State(unacknowledged: [job, other]) },
            new() { Goodbye = new Goodbye { Reason = "enough" } },
        ];
        return [.. messages.Select(message => message.ToByteArray())];
    }

    private static Connect Hello(string baseId)
    {
        var hello = ScriptedSandbox.Hello(baseId: baseId);
        hello.Languages[0].Key = Language;
        hello.Languages[0].Ids[0] = 9999;
        return hello;
    }

    private static State State(IEnumerable<JobId>? running = null, IEnumerable<JobId>? unacknowledged = null) => new()
    {
        Slots = 2,
        FreeSlots = 0,
        Running = { running ?? [] },
        Unacknowledged = { unacknowledged ?? [] },
        OpenClaims = { "c1", "c2" },
        Availability = Availability.Ready,
        Reason = "none",
        Connections = new Connections { Known = 3, Chosen = 2, Open = 1, Limit = 2 },
    };

    private static JudgeResult Judged(string baseId) => new()
    {
        Verdict = Verdict.WrongAnswer,
        Message = "it differs",
        Stdout = ByteString.CopyFromUtf8("3\n"),
        Stderr = ByteString.Empty,
        ExitCode = 0,
        CpuTime = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(12)),
        WallTime = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(20)),
        MemoryKib = 1234,
        SandboxBaseId = baseId,
    };
}
