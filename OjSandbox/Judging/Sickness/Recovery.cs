using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OjSandbox.Judging.Sickness;

/// <summary>
/// Has this sandbox examined: before any other service of this process starts, at once when something failed that is our fault, and
/// with growing pauses for as long as the sandbox or a language of it is withdrawn.
/// </summary>
internal sealed partial class Recovery(
    Readiness readiness, IExamination examination, IOptions<SicknessOptions> options, TimeProvider time, ILogger<Recovery> logger)
    : BackgroundService, IHostedLifecycleService
{
    // Beyond it the pause would be longer than the longest one allowed, whatever the first is.
    private const int MostDoublings = 20;

    /// <summary>The pause before an examination.</summary>
    /// <param name="attempt">How many have gone before in vain.</param>
    /// <param name="draw">0 to 1: how little it is shortened.</param>
    public static TimeSpan Pause(SicknessOptions options, int attempt, double draw)
    {
        var limit = Math.Min(options.LongestPauseSeconds, options.FirstPauseSeconds * (1 << Math.Min(attempt, MostDoublings)));
        return TimeSpan.FromSeconds(limit * (1 + draw) / 2);
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (readiness.Order is { } order)
        {
            await ExamineAsync(order, cancellationToken);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (readiness.Order is not { } order)
                {
                    await readiness.Doubted.WaitAsync(stoppingToken);
                }
                else if (order.Attempt is not { } attempt || await PausedAsync(attempt, stoppingToken))
                {
                    await ExamineAsync(order, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The sandbox ends.
        }
    }

    /// <summary>Whether the pause was sat out; it ends when there is something else to examine.</summary>
    private async Task<bool> PausedAsync(int attempt, CancellationToken stoppingToken) =>
        !await readiness.Doubted.WaitAsync(Pause(options.Value, attempt, Random.Shared.NextDouble()), time, stoppingToken);

    private async Task ExamineAsync(ExaminationOrder order, CancellationToken cancellationToken)
    {
        ExaminationOutcome outcome;
        try
        {
            outcome = await examination.RunAsync(order, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, nothing can be judged here; what it is gets told as the reason.
            outcome = ExaminationOutcome.Failed(JudgeFailedException.Reason(failure));
        }

        Tell(order, outcome);
        readiness.Examined(order, outcome);
    }

    private void Tell(ExaminationOrder order, ExaminationOutcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            Log.NotPassed(logger, failure);
        }

        foreach (var languageKey in outcome.Failure is null ? order.Languages : [])
        {
            if (outcome.FaultOf(languageKey) is { } fault)
            {
                Log.LanguageNotPassed(logger, languageKey, fault);
            }
        }
    }


    private static partial class Log
    {
        [LoggerMessage(2311, LogLevel.Warning, "This sandbox has examined itself and found a fault: {Reason}", EventName = "ExaminationNotPassed")]
        public static partial void NotPassed(ILogger logger, string reason);

        [LoggerMessage(2312, LogLevel.Warning, "This sandbox has examined itself, and language '{Key}' does not work: {Reason}", EventName = "LanguageNotPassed")]
        public static partial void LanguageNotPassed(ILogger logger, string key, string reason);
    }
}
