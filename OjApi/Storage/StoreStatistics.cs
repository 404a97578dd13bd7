using Microsoft.EntityFrameworkCore;
using Oj.Contracts.Scheduling;

namespace OjApi.Storage;

/// <summary>Counts what is stored. Reads every row, so callers keep the answer for a while. Thread-safe.</summary>
internal sealed class StoreStatistics(OpenStore open)
{
    /// <summary>Counts now.</summary>
    /// <param name="firstDay">First moment of the first day that is counted on its own.</param>
    /// <param name="days">How many days are counted on their own.</param>
    public Task<StatisticsSnapshot> CountAsync(DateTimeOffset firstDay, int days, CancellationToken cancellationToken) =>
        open.ReadAsync(async context =>
        {
            var total = await context.Submissions.CountAsync(cancellationToken);
            var byDay = new Dictionary<DateOnly, int>();
            foreach (var start in Enumerable.Range(0, days).Select(day => firstDay.AddDays(day)))
            {
                var end = start.AddDays(1);
                var count = await context.Submissions.CountAsync(row => row.CreatedAt >= start && row.CreatedAt < end, cancellationToken);
                if (count > 0)
                {
                    byDay[DateOnly.FromDateTime(start.UtcDateTime)] = count;
                }
            }
            var languages = await context.Submissions.GroupBy(row => row.LanguageId)
                .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
            var outcomes = await context.Submissions.GroupBy(row => new { row.State, row.Verdict, row.ExitSignal })
                .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
            return new StatisticsSnapshot(
                total,
                byDay,
                languages.ToDictionary(language => language.Key, language => language.Count),
                outcomes.ToDictionary(
                    outcome => new OutcomeKey(outcome.Key.State, (Verdict?)outcome.Key.Verdict, outcome.Key.ExitSignal), outcome => outcome.Count),
                await context.GetSizeAsync(cancellationToken));
        });
}
