using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.SandboxStatus;

/// <summary>
/// Says in the log when submissions wait in a language in which no connected sandbox takes work, once, and again when
/// that is over: they would wait forever without anybody having failed. They wait here, or in the store when this or another
/// replica has left them to whoever has such a sandbox.
/// </summary>
internal sealed partial class UnservedLanguages(Scheduler scheduler, ISubmissionStore store, TimeProvider time, ILogger<UnservedLanguages> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    // A sandbox that was just restarted is no reason to warn.
    private static readonly TimeSpan TellAfter = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryLookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            Look([.. scheduler.Waiting().Languages, .. await store.ListHandedOverAsync(cancellationToken)]);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.NotLooked(logger, exception);
        }
    }

    private void Look(LanguageWaiting[] waiting)
    {
        var sandboxes = scheduler.Sandboxes();
        var served = sandboxes
            .Where(sandbox => sandbox.Availability == SandboxAvailability.Ready)
            .SelectMany(sandbox => sandbox.Hello.LanguageKeys)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (languageKey, count, oldest) in waiting)
        {
            var age = scheduler.Now - oldest;
            if (age >= TellAfter && !served.Contains(languageKey) && _told.Add(languageKey))
            {
                Log.Unserved(logger, count, languageKey, sandboxes.Count, (int)age.TotalSeconds);
            }
        }

        foreach (var languageKey in _told.Where(each => served.Contains(each) || !waiting.Any(queue => queue.LanguageKey == each)).ToArray())
        {
            _told.Remove(languageKey);
            Log.ServedAgain(logger, languageKey);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2303, EventName = "HandedOverNotRead", Level = LogLevel.Debug,
            Message = "The store does not tell what was handed over; looked at again soon")]
        public static partial void NotLooked(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 2301, EventName = "LanguageUnserved", Level = LogLevel.Warning,
            Message = "{Count} submission(s) wait in language '{Language}', in which none of the {Sandboxes} connected sandbox(es) takes work; the oldest for {Seconds} s")]
        public static partial void Unserved(ILogger logger, int count, string language, int sandboxes, int seconds);

        [LoggerMessage(EventId = 2302, EventName = "LanguageServedAgain", Level = LogLevel.Information,
            Message = "Language '{Language}' is served again, or nothing waits in it any more")]
        public static partial void ServedAgain(ILogger logger, string language);
    }
}
