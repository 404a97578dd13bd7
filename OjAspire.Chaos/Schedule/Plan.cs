using OjAspire.Chaos.Stores;

namespace OjAspire.Chaos.Schedule;

/// <summary>
/// What is done when. The same arguments give the same plan. Every fault comes once before one comes twice, and one after the
/// other, so that a run as long as one round sees all of them; they last long enough to overlap.
/// </summary>
internal static class Plan
{
    /// <summary>From this length on the database is away for <see cref="LongOutage"/> once.</summary>
    public static readonly TimeSpan LongRun = TimeSpan.FromMinutes(3);

    /// <summary>How long the database is away once in a long run.</summary>
    public static readonly TimeSpan LongOutage = TimeSpan.FromSeconds(20);

    /// <summary>What is drawn from.</summary>
    public static IReadOnlyList<Fault> FaultsOf(StoreKind store) =>
    [
        .. Enum.GetValues<Fault>()
            .Where(fault => store == StoreKind.Postgres || fault is not (Fault.PartReplicaFromStore or Fault.HangStore)),
    ];

    /// <param name="replicas">How many API servers there are.</param>
    /// <param name="sandboxes">How many sandboxes there are.</param>
    public static IReadOnlyList<Act> Draw(Arguments arguments, int replicas, int sandboxes)
    {
        var random = new Random(arguments.Seed);
        var faults = FaultsOf(arguments.Store);
        var whole = arguments.Length / faults.Count;
        var step = whole < arguments.Times.Step ? whole : arguments.Times.Step;
        var acts = new List<Act>();
        var round = new Queue<Fault>();
        for (var begin = TimeSpan.Zero; begin + step <= arguments.Length; begin += step)
        {
            if (round.Count == 0)
            {
                var shuffled = faults.ToArray();
                random.Shuffle(shuffled);
                round = new Queue<Fault>(shuffled);
            }

            var fault = round.Dequeue();
            var at = begin + (step * 0.7 * random.NextDouble());
            var isLong = fault == Fault.StopStore && arguments.Length >= LongRun && acts.TrueForAll(act => act.Fault != fault);
            var span = isLong ? LongOutage : Span(fault, arguments.Times.Lease, random);
            // Undone by the end, when everything heals.
            span = at + span < arguments.Length ? span : arguments.Length - at;
            int? replica = IsAboutReplica(fault) ? random.Next(replicas) : null;
            int? sandbox = IsAboutSandbox(fault) ? random.Next(sandboxes) : null;
            acts.Add(new Act(at, fault, span, replica, sandbox));
        }

        return acts;
    }

    private static TimeSpan Span(Fault fault, TimeSpan lease, Random random)
    {
        var (least, most) = fault switch
        {
            Fault.PauseReplicaBriefly => (lease * 0.3, lease * 0.7),
            Fault.PauseReplica or Fault.PauseSandbox => (lease * 1.3, lease * 2.5),
            Fault.KillReplica or Fault.KillSandbox => (TimeSpan.FromSeconds(0.2), lease * 1.5),
            Fault.KillAllReplicas or Fault.KillAllSandboxes => (TimeSpan.FromSeconds(0.5), lease),
            Fault.RestartReplica or Fault.RestartSandbox => (TimeSpan.Zero, TimeSpan.Zero),
            Fault.StopStore or Fault.HangStore => (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6)),
            _ => (lease * 0.7, lease * 3),
        };
        return least + ((most - least) * random.NextDouble());
    }

    private static bool IsAboutReplica(Fault fault) => fault is Fault.KillReplica or Fault.PauseReplica or Fault.PauseReplicaBriefly
        or Fault.RestartReplica or Fault.PartReplicaFromSandbox or Fault.PartReplicaFromStore or Fault.IsolateReplica;

    private static bool IsAboutSandbox(Fault fault) => fault is Fault.KillSandbox or Fault.PauseSandbox or Fault.RestartSandbox
        or Fault.PartReplicaFromSandbox or Fault.IsolateSandbox;
}
