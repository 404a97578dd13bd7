namespace OjApi.Storage;

/// <summary>Counts over all stored submissions at one moment.</summary>
/// <param name="Total">Number of submissions.</param>
/// <param name="ByDay">Submissions of the last days by the UTC day of their acceptance; days without any are missing.</param>
/// <param name="ByLanguage">Submissions by language id, as clients sent it.</param>
/// <param name="ByOutcome">Submissions by how far they have come and what came out.</param>
/// <param name="SizeInBytes">Size of the database.</param>
internal sealed record StatisticsSnapshot(
    int Total,
    IReadOnlyDictionary<DateOnly, int> ByDay,
    IReadOnlyDictionary<int, int> ByLanguage,
    IReadOnlyDictionary<OutcomeKey, int> ByOutcome,
    long SizeInBytes);
