using System.Diagnostics.Metrics;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjSandbox.Discovery;
using OjSandbox.Session;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

/// <summary>The slots on a fake clock, with words for what servers and judge do.</summary>
internal sealed class SlotsUnderTest : IDisposable
{
    public static readonly TimeSpan ReportBy = TimeSpan.FromSeconds(4);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public SlotsUnderTest(int slots = 1, string zone = "", int limit = 0, Func<SessionSettings, SessionSettings>? change = null)
    {
        Settings = new SessionSettings { Slots = slots, JoinToken = "token", Zone = zone, MaxConnections = limit };
        Settings = change?.Invoke(Settings) ?? Settings;
        Keeper = new SlotKeeper(Settings, Readiness, new SessionMetrics(_services.GetRequiredService<IMeterFactory>()), Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public ScriptedReadiness Readiness { get; } = new();

    public SessionSettings Settings { get; }

    public SlotKeeper Keeper { get; }

    public static SandboxMessage Accepted => new() { Result = new Result { Result_ = new JudgeResult { Verdict = Verdict.Accepted } } };

    public static SandboxMessage Failed => new() { JobFailed = new JobFailed { Reason = "disk full", Fault = JobFailed.Types.Fault.Sandbox } };

    /// <summary>Opens a stream, and takes the first report off it.</summary>
    public StreamHandle Connect(string server, string zone = "")
    {
        var stream = new StreamHandle(new SchedulerEndpoint(new Uri($"http://{server}")));
        Keeper.Opened(stream, ReportBy, zone);
        Assert.True(Keeper.TryTake(stream, out var first));
        Assert.NotNull(first.State);
        return stream;
    }

    /// <summary>Everything that goes out on a stream now.</summary>
    public List<SandboxMessage> Take(StreamHandle stream)
    {
        var messages = new List<SandboxMessage>();
        while (Keeper.TryTake(stream, out var message))
        {
            messages.Add(message);
        }

        return messages;
    }

    public List<string> TakeClaims(StreamHandle stream) => [.. Take(stream).Where(message => message.Claim is not null).Select(message => message.Claim.ClaimId)];

    public List<JobId> TakeOutcomes(StreamHandle stream) => [.. Take(stream).Select(message => message.Result?.Job ?? message.JobFailed?.Job).OfType<JobId>()];

    /// <summary>The newest report: a claim or an outcome that goes out along with it is lost to the test.</summary>
    public State TakeReport(StreamHandle stream) => Take(stream).Last(message => message.State is not null).State;

    public void Announce(StreamHandle stream, uint count, double ageSeconds = 0, string language = "cpp") => Keeper.Announced(stream, Waiting(count, ageSeconds, language));

    public Job? Assign(
        StreamHandle stream, string claim, string token, uint attempt = 1, uint firstAttempt = 1, WorkWaiting? waiting = null) => Keeper.Assigned(stream, new Assign
    {
        ClaimId = claim,
        Job = new JobId { Token = token, Attempt = attempt },
        Spec = new JobSpec { LanguageKey = "cpp" },
        Waiting = waiting,
        FirstAttempt = firstAttempt,
    });

    /// <summary>Takes a job from a server the whole way until it runs.</summary>
    public Job Run(StreamHandle stream, string token, uint attempt = 1)
    {
        Announce(stream, 1);
        var job = Assign(stream, Assert.Single(TakeClaims(stream)), token, attempt);
        Assert.NotNull(job);
        return job;
    }

    public static WorkWaiting Waiting(uint count, double ageSeconds = 0, string language = "cpp") => new()
    {
        Queues = { new LanguageQueue { LanguageKey = language, Count = count, OldestAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(ageSeconds)) } },
    };

    public void Dispose()
    {
        Keeper.Dispose();
        _services.Dispose();
    }
}
