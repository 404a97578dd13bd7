namespace OjAspire.Hosting.Orchestration;

/// <summary>
/// How long a replica that has ended by itself waits before it starts again: the first time hardly, so that one crash is
/// made good within moments; then twice as long each time up to half a minute, with jitter so that replicas which fail
/// together do not come back together. A process that lived for a while starts the count again.
/// </summary>
internal static class RestartBackoff
{
    private const double JitterShare = 0.2;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongLife = TimeSpan.FromSeconds(30);

    /// <summary>Counts an end and gives the wait that follows it.</summary>
    /// <param name="ends">Ends in a row so far; counted up here.</param>
    /// <param name="lifetime">How long the process lived.</param>
    public static TimeSpan Next(ref int ends, TimeSpan lifetime)
    {
        ends = lifetime >= LongLife ? 1 : ends + 1;
        if (ends == 1)
        {
            return First;
        }

        var doubled = Second * Math.Pow(2, Math.Min(ends - 2, 10));
        var jitter = 1 - JitterShare + (2 * JitterShare * Random.Shared.NextDouble());
        return (doubled < Longest ? doubled : Longest) * jitter;
    }
}
