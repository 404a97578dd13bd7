namespace OjApi.Scheduling;

/// <summary>
/// Submissions that ended without a verdict a short while ago, so that whoever still runs one is told to stop whenever that is
/// seen. A bounded number: what is pushed out has long been told, or runs on until its own limits. Touched under the lock
/// of <see cref="Scheduler"/> only.
/// </summary>
internal sealed class StoppedJobs
{
    private const int Capacity = 10_000;

    private readonly Dictionary<Guid, int> _attempts = [];
    private readonly Queue<Guid> _tokens = new();

    public void Add(JobKey key)
    {
        if (_attempts.TryAdd(key.Token, key.Attempt))
        {
            _tokens.Enqueue(key.Token);
        }
        else if (_attempts[key.Token] < key.Attempt)
        {
            _attempts[key.Token] = key.Attempt;
        }

        if (_tokens.Count > Capacity)
        {
            _attempts.Remove(_tokens.Dequeue());
        }
    }

    /// <summary>Whether nobody wants this delivery any more: a later one, of a rejudge, is wanted again.</summary>
    public bool Includes(JobKey key) => _attempts.TryGetValue(key.Token, out var attempt) && key.Attempt <= attempt;
}
