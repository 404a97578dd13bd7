namespace OjApi.Scheduling.Ordering;

/// <summary>Orders of two jobs; none calls two jobs equal.</summary>
internal static class JobComparers
{
    /// <summary>The job that was accepted earlier comes first; of two accepted at the same moment, the one that came in first.</summary>
    public static readonly Comparer<TrackedJob> OldestFirst = Comparer<TrackedJob>.Create((left, right) =>
    {
        var byAge = left.EnqueuedAt.CompareTo(right.EnqueuedAt);
        return byAge != 0 ? byAge : left.Sequence.CompareTo(right.Sequence);
    });

    /// <summary>The higher priority comes first; within a priority, the oldest.</summary>
    public static readonly Comparer<TrackedJob> MostUrgentFirst = Comparer<TrackedJob>.Create((left, right) =>
    {
        var byPriority = right.Priority.CompareTo(left.Priority);
        return byPriority != 0 ? byPriority : OldestFirst.Compare(left, right);
    });
}
