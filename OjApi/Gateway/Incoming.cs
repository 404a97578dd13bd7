using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjApi.Gateway;

/// <summary>Checks what a sandbox sends and turns it into the core's own types. Trusts nothing.</summary>
internal static partial class Incoming
{
    private const int MaxSlots = 1024;
    private const int MaxLanguages = 200;
    private const int MaxUnacknowledged = 10_000;
    private const int MaxConnections = 100_000;
    private const int MaxText = 1000;
    private const int MaxName = 255;
    private const int MaxCommand = 100_000;
    private const long MostSecondsOfRun = 7 * 24 * 60 * 60;
    private const long MostMemory = long.MaxValue / 1024;
    private const string ClaimIdRule = "claim_id must have 1 to 100 characters";
    private const int MaxLanguageIds = 100;
    private const int MaxTraceparent = 100;

    // A uuid, the longest host name there is (RFC 1035 section 2.3.4), a port, and what stands between them.
    private const int MaxSandboxId = 36 + 1 + 253 + 1 + 5;

    /// <exception cref="ProtocolViolationException">A field is missing, too large or contradicts another.</exception>
    public static SandboxHello Hello(Connect connect)
    {
        Require(Guid.TryParseExact(connect.BaseId, "D", out _), "base_id must be a uuid");
        Require(
            connect.SandboxId.Length <= MaxSandboxId && connect.SandboxId.StartsWith(connect.BaseId + "-", StringComparison.Ordinal) && SandboxIdCharacters().IsMatch(connect.SandboxId),
            "sandbox_id must be base_id, '-', and the endpoint in letters, digits and '-'");
        Require(connect.Slots is >= 1 and <= MaxSlots, $"slots must be 1 to {MaxSlots}");
        Require(connect.Languages.Count <= MaxLanguages, $"there may be at most {MaxLanguages} languages");
        Require(connect.Zone.Length <= MaxText, "zone is too long");
        Require(Math.Max(connect.ServiceName.Length, connect.ServiceInstanceId.Length) <= MaxName, "service_name or service_instance_id is too long");
        foreach (var language in connect.Languages)
        {
            Require(
                LanguageKey().IsMatch(language.Key) && language.Name.Length <= MaxText,
                "a language needs a key of 1 to 50 letters, digits, '.', '_', '+', '#' or '-', and a name of moderate length");
            Require(
                Math.Max(language.SourceFile.Length, Math.Max(language.CompileCommand.Length, language.RunCommand.Length)) <= MaxCommand,
                "a language has a file name or command that is too long");
            Require(language.Ids.Count <= MaxLanguageIds && language.Ids.All(id => id <= int.MaxValue), "a language has too many ids or too large ones");
        }

        var keys = connect.Languages.Select(language => language.Key).ToFrozenSet(StringComparer.Ordinal);
        Require(keys.Count == connect.Languages.Count, "a language key must not occur twice");
        return new SandboxHello(connect.BaseId, connect.SandboxId, (int)connect.Slots, keys, connect.Zone)
        {
            Peer = new ServiceInstance(connect.ServiceName, connect.ServiceInstanceId.Length == 0 ? connect.BaseId : connect.ServiceInstanceId),
        };
    }

    /// <exception cref="ProtocolViolationException">As <see cref="Hello"/>.</exception>
    public static SandboxReport Report(State state)
    {
        Require(state.Slots is >= 1 and <= MaxSlots, $"slots must be 1 to {MaxSlots}");
        Require(state.Running.Count <= state.Slots, "there are more running jobs than slots");
        Require(state.OpenClaims.Count <= state.Slots, "there are more open claims than slots");
        Require(state.OpenClaims.All(IsClaimId), ClaimIdRule);
        Require(state.Unacknowledged.Count <= MaxUnacknowledged, $"there may be at most {MaxUnacknowledged} unacknowledged jobs");
        Require(state.Reason.Length <= MaxText, "reason is too long");
        return new SandboxReport(
            (int)state.Slots,
            [.. state.Running.Select(Key).Distinct()],
            state.Unacknowledged.Select(Key).ToFrozenSet(),
            state.OpenClaims.ToFrozenSet(StringComparer.Ordinal),
            Availability(state.Availability),
            state.Reason)
        {
            FreeSlots = (int)Math.Min(state.FreeSlots, state.Slots - (uint)state.Running.Count),
            Connections = state.Connections is { } connections ? Connected(connections) : null,
        };
    }

    /// <exception cref="ProtocolViolationException">As <see cref="Hello"/>.</exception>
    public static JobKey Key(JobId? job)
    {
        Require(job is not null, "job is missing");
        Require(Guid.TryParseExact(job!.Token, "D", out var token), "token must be a uuid");
        Require(job.Attempt is >= 1 and <= int.MaxValue, "attempt must be at least 1");
        return new JobKey(token, (int)job.Attempt);
    }

    /// <summary>How far a job has come; <see langword="null"/> for a stage that only a newer sandbox knows.</summary>
    public static SubmissionStage? Stage(Progress progress) => progress.Stage switch
    {
        Progress.Types.Stage.Compiling => SubmissionStage.Compiling,
        Progress.Types.Stage.Running => SubmissionStage.Running,
        _ => null,
    };

    /// <exception cref="ProtocolViolationException">As <see cref="Hello"/>.</exception>
    public static JudgeResult Verdict(Result result)
    {
        Require(result.Result_ is not null, "result is missing");
        Require(
            result.Result_!.Verdict != Oj.Contracts.Scheduling.Verdict.Unspecified && Enum.IsDefined(result.Result_.Verdict),
            "verdict is missing or unknown");
        Require(IsTimeOfRun(result.Result_.CpuTime) && IsTimeOfRun(result.Result_.WallTime), "a time is negative, malformed or longer than a week");
        Require(result.Result_.MemoryKib <= MostMemory, "memory_kib is more than there is");
        Require(result.Result_.Message.Length <= 10 * MaxText && result.Result_.SandboxBaseId.Length <= MaxText, "message or sandbox_base_id is too long");
        Require(result.Traceparent.Length <= MaxTraceparent, "traceparent is too long");
        return result.Result_;
    }

    /// <exception cref="ProtocolViolationException">As <see cref="Hello"/>.</exception>
    public static JobFailed Failure(JobFailed failed)
    {
        Require(failed.Fault is JobFailed.Types.Fault.Sandbox or JobFailed.Types.Fault.HandedBack, "fault is missing or unknown");
        Require(failed.Reason.Length <= 10 * MaxText, "reason is too long");
        return failed;
    }

    /// <exception cref="ProtocolViolationException">As <see cref="Hello"/>.</exception>
    public static string ClaimId(Claim claim)
    {
        Require(IsClaimId(claim.ClaimId), ClaimIdRule);
        return claim.ClaimId;
    }

    private static bool IsClaimId(string text) => text.Length is >= 1 and <= 100;

    // Others count with these times and write them out; a Duration may hold what no TimeSpan can.
    private static bool IsTimeOfRun(Google.Protobuf.WellKnownTypes.Duration? duration) =>
        duration is null || (duration.Seconds is >= 0 and <= MostSecondsOfRun && duration.Nanos is >= 0 and < 1_000_000_000);

    private static SandboxConnections Connected(Connections connections)
    {
        Require(
            Math.Max(Math.Max(connections.Known, connections.Chosen), Math.Max(connections.Open, connections.Limit)) <= MaxConnections,
            $"there may be at most {MaxConnections} connections");
        return new SandboxConnections(
            (int)connections.Known, (int)connections.Chosen, (int)connections.Open, connections.Limit == 0 ? null : (int)connections.Limit);
    }

    private static SandboxAvailability Availability(Availability availability) => availability switch
    {
        Oj.Contracts.Scheduling.Availability.Ready => SandboxAvailability.Ready,
        Oj.Contracts.Scheduling.Availability.Draining => SandboxAvailability.Draining,
        Oj.Contracts.Scheduling.Availability.Withdrawn => SandboxAvailability.Withdrawn,
        _ => throw new ProtocolViolationException("availability is missing or unknown"),
    };

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ProtocolViolationException(message);
        }
    }

    // Keys stand in the store and in what is asked of it: with one that it cannot hold, nothing could be adopted any more.
    [GeneratedRegex("^[A-Za-z0-9._+#-]{1,50}\\z")]
    private static partial Regex LanguageKey();

    [GeneratedRegex("^[A-Za-z0-9-]+\\z")]
    private static partial Regex SandboxIdCharacters();
}
