namespace OjAspire.Tests.Integration.Capacity;

/// <summary>
/// Holds what two replicas said against each other. Samples of a thing that changes all the time are hardly ever of the same
/// moment, so each job is followed by itself: what one replica has begun or ceased to say, the other says too within a second.
/// </summary>
internal static class Agreement
{
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(1);

    /// <summary>Every job that one replica shows, against the samples of another.</summary>
    public static void AssertSameJobs(IReadOnlyList<StatusSample> one, IReadOnlyList<StatusSample> other)
    {
        foreach (var token in one.SelectMany(sample => sample.Running).Distinct())
        {
            var shown = one.Where(sample => sample.Running.Contains(token)).ToArray();
            var (shownSince, lastShown) = (shown[0].AnsweredAt, shown[^1].AskedAt);
            var gone = one.First(sample => sample.AskedAt > lastShown).AnsweredAt;
            foreach (var sample in other)
            {
                if (sample.Running.Contains(token))
                {
                    Assert.True(sample.AskedAt <= gone + Within, $"{token} was gone at {gone}, and still shown at {sample.AskedAt}");
                }
                else
                {
                    // It may have heard of the beginning, and of the end, a second later or earlier.
                    Assert.False(
                        sample.AskedAt >= shownSince + Within && sample.AnsweredAt <= lastShown - Within, $"{token} was shown since {shownSince}, and not at {sample.AskedAt}");
                }
            }
        }
    }

    /// <summary>The number of waiting jobs, while it can only fall: it lies between what another replica said before and after.</summary>
    public static void AssertSameWaiting(IEnumerable<StatusSample> one, IReadOnlyList<StatusSample> other)
    {
        foreach (var sample in one)
        {
            var before = other.LastOrDefault(earlier => earlier.AnsweredAt <= sample.AskedAt - Within);
            var after = other.FirstOrDefault(later => later.AskedAt >= sample.AnsweredAt + Within);
            Assert.InRange(sample.Waiting, after?.Waiting ?? 0, before?.Waiting ?? int.MaxValue);
        }
    }
}
