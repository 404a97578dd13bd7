using OjSandbox.Discovery;

namespace OjSandbox.Session.Streams;

/// <summary>Which of the known endpoints a sandbox keeps streams to. Derived anew whenever something changes; nothing is remembered.</summary>
/// <param name="Chosen">The endpoints that count towards the limit, best first.</param>
/// <param name="Dialled">Those, and the failing ones that they stand in for: these are still tried, so that their return is noticed.</param>
/// <param name="LetGo">Endpoints with a living stream that is not wanted any more.</param>
internal sealed record ConnectionChoice(
    IReadOnlyList<SchedulerEndpoint> Chosen, IReadOnlyList<SchedulerEndpoint> Dialled, IReadOnlyList<SchedulerEndpoint> LetGo)
{
    /// <summary>Nothing known, nothing chosen.</summary>
    public static ConnectionChoice Nothing { get; } = new([], [], []);

    /// <summary>
    /// Takes the first of the ranking that are not failing. A living stream to any other is let go only when there are as
    /// many living ones as the limit allows without it: first the new stream, then the goodbye.
    /// </summary>
    /// <param name="ranked">Every known endpoint, best first.</param>
    /// <param name="limit">How many to choose; 0 means all.</param>
    public static ConnectionChoice Make(IReadOnlyList<SchedulerEndpoint> ranked, int limit, Func<SchedulerEndpoint, LinkState> state)
    {
        if (limit == 0 || ranked.Count <= limit)
        {
            return new ConnectionChoice(ranked, ranked, []);
        }

        var chosen = new List<SchedulerEndpoint>(limit);
        var dialled = new List<SchedulerEndpoint>(limit);
        var surplus = new List<SchedulerEndpoint>();
        var open = 0;
        foreach (var endpoint in ranked)
        {
            var isOpen = state(endpoint) == LinkState.Open;
            open += isOpen ? 1 : 0;
            if (chosen.Count < limit)
            {
                dialled.Add(endpoint);
                if (state(endpoint) != LinkState.Failing)
                {
                    chosen.Add(endpoint);
                }
            }
            else if (isOpen)
            {
                surplus.Add(endpoint);
            }
        }

        return new ConnectionChoice(chosen, dialled, [.. surplus.TakeLast(Math.Max(0, open - limit))]);
    }
}
