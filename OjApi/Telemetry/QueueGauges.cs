using System.Diagnostics.Metrics;
using OjApi.Scheduling;

namespace OjApi.Telemetry;

/// <summary>What waits at this replica, by language, read whenever somebody collects.</summary>
internal static class QueueGauges
{
    public static void Create(Meter meter, Scheduler scheduler)
    {
        meter.CreateObservableUpDownCounter(
            "oj.api.queue.length", () => Read(scheduler, queue => queue.Count), "{submission}", "Submissions waiting at this replica.");
        meter.CreateObservableGauge(
            "oj.api.queue.age", () => Read(scheduler, queue => Age(scheduler, queue)), "s", "Age of the oldest submission waiting at this replica.");
    }

    // A language with nothing waiting is told as zero as long as a sandbox here has it: a curve that ends looks like a fault.
    private static List<Measurement<T>> Read<T>(Scheduler scheduler, Func<LanguageWaiting, T> value)
        where T : struct
    {
        var waiting = scheduler.Waiting().Languages;
        var idle = scheduler.Sandboxes().SelectMany(sandbox => sandbox.Hello.LanguageKeys).Distinct().Except(waiting.Select(queue => queue.LanguageKey));
        return
        [
            .. waiting.Select(queue => Measure(queue.LanguageKey, value(queue))),
            .. idle.Select(languageKey => Measure(languageKey, default(T))),
        ];
    }

    private static Measurement<T> Measure<T>(string languageKey, T value)
        where T : struct => new(value, new KeyValuePair<string, object?>("oj.language.key", languageKey));

    private static double Age(Scheduler scheduler, LanguageWaiting queue) => Math.Max(0, (scheduler.Now - queue.OldestEnqueuedAt).TotalSeconds);
}
