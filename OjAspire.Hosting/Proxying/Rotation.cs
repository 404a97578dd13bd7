using System.Collections.Immutable;

namespace OjAspire.Hosting.Proxying;

/// <summary>The replicas that take requests of one endpoint. Safe for concurrent use.</summary>
internal sealed class Rotation
{
    private ImmutableArray<Destination> _destinations = [];
    private uint _turn;

    public void Add(Destination destination) =>
        ImmutableInterlocked.Update(ref _destinations, present => present.Contains(destination) ? present : present.Add(destination));

    public void Remove(Destination destination) => ImmutableInterlocked.Update(ref _destinations, present => present.Remove(destination));

    /// <summary>
    /// The replica with the fewest requests on their way; among equals they take turns, so that requests one after the
    /// other visit all of them. <see langword="null"/> when there is none.
    /// </summary>
    /// <param name="tried">Replicas that this request has already failed to reach.</param>
    public Destination? Next(IReadOnlyCollection<Destination> tried)
    {
        var present = _destinations;
        var turn = Interlocked.Increment(ref _turn);
        Destination? best = null;
        for (var step = 0; step < present.Length; step++)
        {
            var candidate = present[(int)((turn + (uint)step) % (uint)present.Length)];
            if (!tried.Contains(candidate) && (best is null || candidate.InFlight < best.InFlight))
            {
                best = candidate;
            }
        }

        return best;
    }
}
