namespace OjApi.Scheduling.Ordering;

/// <summary>The waiting jobs of one tenant in one language.</summary>
/// <param name="number">The tenant's number, to tell two lines apart that wait since the same moment.</param>
internal sealed class TenantLine(string languageKey, long number)
{
    /// <summary>Orders lines by what was announced of them.</summary>
    public static readonly Comparer<TenantLine> OldestFirst = Comparer<TenantLine>.Create((left, right) =>
    {
        var byAge = left.AnnouncedSince.CompareTo(right.AnnouncedSince);
        return byAge != 0 ? byAge : left.Number.CompareTo(right.Number);
    });

    private readonly SortedSet<TrackedJob> _jobs = new(JobComparers.MostUrgentFirst);

    public string LanguageKey { get; } = languageKey;

    public int Count => _jobs.Count;

    /// <summary>The next job of this line. There is one while the line is anywhere.</summary>
    public TrackedJob First => _jobs.Min!;

    /// <summary>Since when this line waits, as told to the sandboxes; set by <see cref="Announcements"/> alone.</summary>
    public DateTimeOffset AnnouncedSince { get; set; }

    private long Number { get; } = number;

    public void Add(TrackedJob job) => _jobs.Add(job);

    public void Remove(TrackedJob job) => _jobs.Remove(job);
}
