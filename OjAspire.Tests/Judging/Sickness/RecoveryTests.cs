using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Languages;
using OjSandbox.Judging;
using OjSandbox.Judging.Sickness;
using OjSandbox.Languages;

namespace OjAspire.Tests.Judging.Sickness;

/// <summary>When a sandbox is examined, on a fake clock; what is found, the test says.</summary>
public sealed class RecoveryTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private static readonly SicknessOptions Settings = new() { FirstPauseSeconds = 4, LongestPauseSeconds = 20 };

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedExamination _examination;
    private readonly Readiness _readiness;
    private readonly Recovery _recovery;

    public RecoveryTests()
    {
        var options = Options.Create(Settings);
        _examination = new ScriptedExamination(_time);
        _readiness = new Readiness(options, NullLogger<Readiness>.Instance);
        _recovery = new Recovery(_readiness, _examination, options, _time, NullLogger<Recovery>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _recovery.StopAsync(CancellationToken.None);
        _recovery.Dispose();
    }

    [Fact]
    public async Task Sandbox_that_lacks_something_at_start_is_examined_with_growing_pauses_until_it_is_mended()
    {
        await StartAsync(ExaminationOutcome.Failed("bubblewrap is missing"));
        Assert.Equal("bubblewrap is missing", _readiness.Current.WithdrawnBecause);

        foreach (var least in (double[])[2, 4, 8, 10, 10])
        {
            await LetTimePassAsync(_examination.NextAsync(ExaminationOutcome.Failed("bubblewrap is missing")));
            Assert.True(_examination.Pause.TotalSeconds >= least, $"{_examination.Pause} before an examination that was to be {least} s off");
        }

        await LetTimePassAsync(_examination.NextAsync(Healthy));
        await Gateway.Eventually.TrueAsync(() => _readiness.Current.TakesJobs);
    }

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(0, 1, 4)]
    [InlineData(1, 1, 8)]
    [InlineData(2, 0.5, 12)]
    [InlineData(3, 1, 20)]
    [InlineData(1_000_000, 0, 10)]
    public void Pause_doubles_up_to_the_longest_and_is_shortened_at_random_by_up_to_a_half(int attempt, double draw, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Recovery.Pause(Settings, attempt, draw));

    [Fact]
    public async Task Failure_is_looked_into_at_once_and_jobs_are_taken_again_when_nothing_is_found()
    {
        await StartAsync(Healthy);
        var changes = 0;
        _readiness.Changed += () => Interlocked.Increment(ref changes);

        _readiness.Failed("py", "program 1", "no memory");
        Assert.False(_readiness.Current.TakesJobs);
        var order = await _examination.NextAsync(Healthy);

        Assert.Equal((false, "py"), (order.IsWhole, Assert.Single(order.Languages)));
        await Gateway.Eventually.TrueAsync(() => _readiness.Current.TakesJobs && Volatile.Read(ref changes) == 2);
    }

    [Fact]
    public async Task Examination_that_goes_wrong_itself_is_one_that_was_not_passed()
    {
        await StartAsync(Healthy);

        _readiness.Failed("py", "program 1", "no memory");
        await _examination.NextAsync(new InvalidOperationException("who knows"));
        await _examination.NextAsync(new InvalidOperationException("who knows"));

        await Gateway.Eventually.TrueAsync(() => _readiness.Current.WithdrawnBecause is not null);
        Assert.Equal("3 failures in a row: no memory; InvalidOperationException: who knows", _readiness.Current.WithdrawnBecause);
    }

    private static ExaminationOutcome Healthy { get; } = new(
        null, [new InstalledLanguage(LanguageCatalog.Shipped.Single(language => language.Key == "py"), "3", new Dictionary<string, string>())], new Dictionary<string, string>());

    private async Task StartAsync(object first)
    {
        var starting = _recovery.StartingAsync(CancellationToken.None);
        await _examination.NextAsync(first);
        await starting;
        await _recovery.StartAsync(CancellationToken.None);
    }

    private async Task LetTimePassAsync(Task until)
    {
        while (!until.IsCompleted)
        {
            _time.Advance(Step);
            await Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
        }

        await until;
    }

    private sealed class ScriptedExamination(TimeProvider time) : IExamination
    {
        private readonly Channel<(ExaminationOrder Order, TaskCompletionSource<ExaminationOutcome> Outcome)> _begun =
            Channel.CreateUnbounded<(ExaminationOrder, TaskCompletionSource<ExaminationOutcome>)>();

        private long _endedAt;

        /// <summary>Time between the end of an examination and the beginning of the next, when that has begun.</summary>
        public TimeSpan Pause { get; private set; }

        public Task<ExaminationOutcome> RunAsync(ExaminationOrder order, CancellationToken cancellationToken)
        {
            var outcome = new TaskCompletionSource<ExaminationOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            Pause = time.GetElapsedTime(_endedAt);
            _begun.Writer.TryWrite((order, outcome));
            return outcome.Task.WaitAsync(cancellationToken);
        }

        /// <summary>Waits for the next examination and gives it an outcome, or an exception.</summary>
        public async Task<ExaminationOrder> NextAsync(object outcome)
        {
            var (order, ended) = await _begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            _endedAt = time.GetTimestamp();
            if (outcome is Exception exception)
            {
                ended.SetException(exception);
            }
            else
            {
                ended.SetResult((ExaminationOutcome)outcome);
            }

            return order;
        }
    }
}
