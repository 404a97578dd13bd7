using System.Collections.Frozen;

namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>What common words for states mean. Any other word is shown as it is, and judged neither good nor bad.</summary>
internal static class StateWords
{
    private static readonly FrozenDictionary<string, StateTone> Tones = Words(
        (StateTone.Good, "open connected ready active up ok healthy serving running available established"),
        (StateTone.Changing, "connecting reconnecting draining leaving starting stopping closing pending half_open degraded paused"),
        (StateTone.Bad, "failing failed withdrawn refused rejected broken lost down error unhealthy unavailable dead timed_out"));

    // Of parts of a whole: what is not in use.
    private static readonly FrozenSet<string> Free = new[] { "free", "idle", "available", "unused" }.ToFrozenSet(
        StringComparer.OrdinalIgnoreCase);

    // Of parts of a whole: kept for something that has not come yet.
    private static readonly FrozenSet<string> Reserved = new[] { "claimed", "reserved", "pending", "waiting" }.ToFrozenSet(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>How good a state of this name is.</summary>
    public static StateTone ToneOf(string state) => Tones.GetValueOrDefault(state, StateTone.Neutral);

    /// <summary>What a part of this name is of the whole.</summary>
    public static PartKind KindOf(string state) =>
        Free.Contains(state) ? PartKind.Free : Reserved.Contains(state) ? PartKind.Reserved : PartKind.Used;

    private static FrozenDictionary<string, StateTone> Words(params (StateTone Tone, string Words)[] tones) =>
        tones.SelectMany(each => each.Words.Split(' ').Select(word => KeyValuePair.Create(word, each.Tone)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
