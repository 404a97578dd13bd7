using OjAspire.ClusterSim.Scenarios;

namespace OjAspire.ClusterSim;

/// <summary>What an operator would see, line by line: what was done, what was expected, what came out, and whether it held. Checks may run side by side.</summary>
/// <param name="line">Takes a line.</param>
/// <param name="slack">Added to every limit.</param>
/// <param name="stopping">Cancelled when nothing is to be waited for any more.</param>
internal sealed class Report(Action<string> line, TimeSpan slack, CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private readonly List<string> _failed = [];

    /// <summary>What did not hold.</summary>
    public IReadOnlyList<string> Failed => _failed;

    /// <summary>The heading of what follows.</summary>
    public void Begin(IScenario scenario) => line($"\n{scenario.Name}: {scenario.Title}");

    /// <summary>What was done.</summary>
    public void Did(string what) => line($"  did     {what}");

    /// <summary>What was seen, without a judgement.</summary>
    public void Saw(string what) => line($"  saw     {what}");

    /// <summary>Whether something expected held.</summary>
    public void Check(bool held, string expected, string measured)
    {
        lock (_gate)
        {
            if (!held)
            {
                _failed.Add(expected);
            }

            line($"  {(held ? "ok     " : "FAILED ")} {expected}: {measured}");
        }
    }

    /// <summary>Checks that something happens in time. When it is late it is waited for all the same, and told how late it is.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="since">From when on; a timestamp of the clock.</param>
    /// <param name="happens">Ends when it has happened, or with a <see cref="TimeoutException"/> when the patience is over.</param>
    public Task WithinAsync(string expected, TimeSpan limit, long since, Task happens) => WithinAsync(expected, limit, since, NowAsync(happens));

    /// <summary>The same for something that tells when it happened, which may be before it was asked for.</summary>
    /// <param name="happened">Ends with a timestamp of the clock.</param>
    public async Task WithinAsync(string expected, TimeSpan limit, long since, Task<long> happened)
    {
        limit += slack;
        try
        {
            var took = TimeProvider.System.GetElapsedTime(since, await happened.WaitAsync(stopping));
            Check(took <= limit, expected, $"after {took.TotalSeconds:0.0} s (at most {limit.TotalSeconds:0} s)");
        }
        catch (TimeoutException)
        {
            Check(false, expected, $"not even after {TimeProvider.System.GetElapsedTime(since).TotalSeconds:0.0} s (at most {limit.TotalSeconds:0} s)");
        }
    }

    private static async Task<long> NowAsync(Task happens)
    {
        await happens;
        return TimeProvider.System.GetTimestamp();
    }
}
