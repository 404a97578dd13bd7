using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OjApi.Judge0.Responses;
using OjApi.Languages;
using OjApi.Storage;

namespace OjApi.Judge0.Endpoints;

/// <summary>Counts of everything stored; counted by one request at a time and kept for a while.</summary>
internal sealed class StatisticsEndpoint(StoreStatistics statistics, KnownLanguages languages, IOptions<Judge0Options> options, TimeProvider time) : IDisposable
{
    private const int Days = 30;
    private readonly TimeSpan _cacheDuration = options.Value.StatisticsCacheDuration;
    private readonly SemaphoreSlim _oneCounter = new(1);
    private (StatisticsSnapshot Snapshot, DateTimeOffset CreatedAt)? _cached;

    public async Task<IResult> GetAsync(
        [FromQuery(Name = "invalidate_cache"), Description("Whether to count again now. Default false.")] string? invalidateCache,
        CancellationToken cancellationToken)
    {
        var (snapshot, createdAt) = await CountAsync(invalidateCache == "true", cancellationToken);
        return Results.Json(new
        {
            created_at = JudgeFormat.Time(createdAt),
            cached_until = JudgeFormat.Time(createdAt + _cacheDuration),
            submissions = new
            {
                total = snapshot.Total,
                today = snapshot.ByDay.GetValueOrDefault(DateOnly.FromDateTime(createdAt.UtcDateTime)),
                last_30_days = snapshot.ByDay.OrderBy(day => day.Key)
                    .ToDictionary(day => day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day => day.Value),
            },
            languages = snapshot.ByLanguage.OrderByDescending(language => language.Value)
                .Select(language => new { language = new { id = language.Key, name = languages.Find(language.Key)?.Name }, count = language.Value }),
            statuses = snapshot.ByOutcome
                .GroupBy(outcome => Judge0Status.Of(outcome.Key.State, outcome.Key.Verdict, outcome.Key.ExitSignal), outcome => outcome.Value)
                .OrderBy(status => status.Key.Id)
                .Select(status => new { status = new { id = status.Key.Id, name = status.Key.Description }, count = status.Sum() }),
            database = new { size_pretty = Pretty(snapshot.SizeInBytes), size_in_bytes = snapshot.SizeInBytes },
        });
    }

    public void Dispose() => _oneCounter.Dispose();

    private async Task<(StatisticsSnapshot Snapshot, DateTimeOffset CreatedAt)> CountAsync(bool isForced, CancellationToken cancellationToken)
    {
        await _oneCounter.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (isForced || _cached is not { } cached || cached.CreatedAt + _cacheDuration <= now)
            {
                var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
                cached = (await statistics.CountAsync(today.AddDays(1 - Days), Days, cancellationToken), now);
                _cached = cached;
            }
            return cached;
        }
        finally
        {
            _oneCounter.Release();
        }
    }

    private static string Pretty(long bytes) => bytes switch
    {
        < 10_240 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 10_485_760 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_048_576} MB"),
    };
}
