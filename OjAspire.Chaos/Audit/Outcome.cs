using System.Globalization;
using OjAspire.Chaos.Clients;
using OjAspire.Chaos.Schedule;
using OjAspire.ClusterSim.Clients;

namespace OjAspire.Chaos.Audit;

/// <summary>How a run went.</summary>
/// <param name="Ledger">What was acknowledged, and the verdicts.</param>
/// <param name="Tally">What clients were answered.</param>
/// <param name="Findings">What is not as promised.</param>
/// <param name="Rows">What is stored in the end.</param>
/// <param name="Acts">What was done.</param>
/// <param name="Repeats">Results that came as repeats.</param>
/// <param name="EndedAlone">Processes that ended by themselves.</param>
internal sealed record Outcome(
    Ledger Ledger,
    Tally Tally,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<StoredRow> Rows,
    IReadOnlyCollection<Act> Acts,
    long Repeats,
    int EndedAlone)
{
    private const int LeastAMinute = 20;

    // From this length on a run has to have seen everything.
    private static readonly TimeSpan Meaningful = TimeSpan.FromMinutes(1);

    /// <summary>Acknowledged submissions that have no verdict.</summary>
    public int Lost => Count(isLost: true);

    /// <summary>Submissions that have a wrong verdict, or more than one.</summary>
    public int Wrong => Count(isLost: false);

    private TimeSpan LongestWait => Ledger.Verdicts.Select(each => Wait(each.Key, each.Value)).DefaultIfEmpty().Max();

    /// <summary>Why the run is a failure; nothing when it is not.</summary>
    /// <param name="length">How long things were broken.</param>
    public IEnumerable<string> Complaints(TimeSpan length)
    {
        if (Lost > 0 || Wrong > 0)
        {
            yield return Text($"{Lost} lost and {Wrong} wrong");
        }

        if (Tally.Odd.Count > 0)
        {
            yield return Text($"{Tally.Odd.Count} answers that there should not be, for example: {Tally.Odd.First()}");
        }

        if (Ledger.Count < (length >= Meaningful ? LeastAMinute * length.TotalMinutes : 1))
        {
            yield return Text($"only {Ledger.Count} submissions: that shows nothing");
        }

        foreach (var kind in Enum.GetValues<FaultKind>().Where(kind => length >= Meaningful && CountOf(kind) == 0))
        {
            yield return $"no {kind.ToString().ToLowerInvariant()} happened: that shows nothing";
        }
    }

    /// <summary>The figures, line by line.</summary>
    public IEnumerable<string> Figures()
    {
        var stored = Rows.Count - Rows.Count(row => Tally.Acknowledged.ContainsKey(row.Token.ToString()));
        var again = Rows.Where(row => row.Attempt > 1).ToArray();
        var verdicts = Ledger.Verdicts.Values.CountBy(verdict => verdict.Status).OrderBy(each => each.Key)
            .Select(each => $"{each.Key}: {each.Value}");
        yield return Line("acknowledged", Ledger.Count, "");
        yield return Line("refused", Tally.Refused, "answered with 503");
        yield return Line("unreachable", Tally.Unreachable, "never sent");
        yield return Line("unknown", Tally.Unknown, Text($"not answered; {stored} of them are stored"));
        yield return Line("keyed", Tally.Keyed.Count, Text($"sent with an idempotency key; {Tally.Replayed} were answered with the first answer"));
        yield return Line("verdicts", Ledger.Verdicts.Count, $"by status {string.Join(", ", verdicts)}");
        yield return Line("lost", Lost, "");
        yield return Line("wrong", Wrong, "");
        yield return Line("repeated", Repeats, "results that came again, at least");
        yield return Line("re-runs", again.Sum(row => row.Attempt - 1), Text($"of {again.Length} submissions"));
        yield return Line("kills", CountOf(FaultKind.Kill), "");
        yield return Line("pauses", CountOf(FaultKind.Pause), "");
        yield return Line("restarts", CountOf(FaultKind.Restart), "");
        yield return Line("partitions", CountOf(FaultKind.Partition), "");
        yield return Line("outages", CountOf(FaultKind.Outage), "of the database");
        yield return Line("ended alone", EndedAlone, "processes that nobody had ended");
        yield return Text($"  {"longest wait",-13}{LongestWait.TotalSeconds,6:0.0} s from acknowledgement to verdict");
    }

    private static string Line(string name, long count, string more) => Text($"  {name,-13}{count,6} {more}").TrimEnd();

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private int CountOf(FaultKind kind) => Acts.Count(act => act.Kind == kind);

    private int Count(bool isLost) => Findings.Where(finding => finding.IsLost == isLost).DistinctBy(finding => finding.Token).Count();

    private TimeSpan Wait(string token, SeenVerdict verdict) => Tally.Acknowledged.TryGetValue(token, out var acknowledgement)
        ? DateTimeOffset.Parse(verdict.FinishedAt, CultureInfo.InvariantCulture) - acknowledgement.At
        : TimeSpan.Zero;
}
