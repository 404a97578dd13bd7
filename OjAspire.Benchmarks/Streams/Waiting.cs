namespace OjAspire.Benchmarks.Streams;

/// <summary>Waits with an end: what does not happen in two minutes will not.</summary>
internal static class Waiting
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="TimeoutException">It did not come to pass.</exception>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"waited in vain for {what}");
            }

            await Task.Delay(LookEvery, TimeProvider.System);
        }
    }
}
