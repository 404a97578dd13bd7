namespace OjApi.Scheduling;

/// <summary>The waiting jobs of one language.</summary>
/// <param name="LanguageKey">Key of the language.</param>
/// <param name="Count">How many jobs wait; at least 1.</param>
/// <param name="OldestEnqueuedAt">
/// Since when the oldest of them waits, not counting those that stand behind a higher priority of their own tenant.
/// </param>
internal readonly record struct LanguageWaiting(string LanguageKey, int Count, DateTimeOffset OldestEnqueuedAt);
