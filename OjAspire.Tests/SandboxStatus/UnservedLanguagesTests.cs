using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OjApi.SandboxStatus;
using OjApi.Scheduling;
using OjAspire.Tests.Gateway;
using OjAspire.Tests.Scheduling;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.SandboxStatus;

/// <summary>Submissions that nobody will ever take are told of, once.</summary>
public sealed class UnservedLanguagesTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogRecorder _logs = new();
    private readonly Scheduler _scheduler;
    private readonly LoggerFactory _loggers;
    private readonly UnservedLanguages _watch;

    public UnservedLanguagesTests()
    {
        _scheduler = new Scheduler(Options.Create(new SchedulingOptions()), _time);
        _loggers = new LoggerFactory([_logs]);
        _watch = new UnservedLanguages(_scheduler, new FakeSubmissionStore(_time), _time, _loggers.CreateLogger<UnservedLanguages>());
    }

    public Task InitializeAsync() => _watch.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => _watch.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        _watch.Dispose();
        _loggers.Dispose();
    }

    [Fact]
    public async Task A_language_without_a_sandbox_that_takes_work_is_told_once_and_when_that_is_over()
    {
        _scheduler.Enqueue("pas");
        _scheduler.Enqueue("cpp");
        var able = _scheduler.Connect(Reports.Hello("sandbox-a"));
        var unable = _scheduler.Connect(Reports.Hello("sandbox-b", languages: ["pas"]));
        _scheduler.Report(unable, Reports.Of(availability: SandboxAvailability.Withdrawn));

        await AdvanceUntilAsync(() => _logs.Records.Count == 1);
        _time.Advance(TimeSpan.FromSeconds(30));
        _scheduler.Disconnect(able, saidGoodbye: true);
        _scheduler.Report(unable, Reports.Of());

        await AdvanceUntilAsync(() => _logs.Records.Count == 3);
        Assert.Equal("LanguageUnserved", _logs.Records[0].Event);
        Assert.Contains("'pas', in which none of the 2 connected", _logs.Records[0].Message, StringComparison.Ordinal);
        Assert.Equal(["LanguageServedAgain", "LanguageUnserved"], _logs.Records.Skip(1).Select(record => record.Event!).Order());
        Assert.Contains("'cpp', in which none of the 1 connected", _logs.Records.Single(record => record.Event == "LanguageUnserved" && record != _logs.Records[0]).Message, StringComparison.Ordinal);
    }

    private Task AdvanceUntilAsync(Func<bool> reached) => Eventually.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return reached();
    });
}
