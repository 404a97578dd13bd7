using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces;

/// <summary>
/// The rows of the list. Only traces that have changed are looked at anew; and while somebody reads, rows keep their places:
/// what they say is the newest, but none comes and none goes. Not thread-safe.
/// </summary>
internal sealed class TraceList
{
    private const int Proposing = 100;

    // By number, as the store gives them.
    private List<Known> _known = [];
    private List<TraceSummary> _shown = [];
    private TraceFilter _filter = TraceFilter.All;
    private TraceOrder _order;
    private bool _wasHeld;

    /// <summary>In order.</summary>
    public IReadOnlyList<TraceSummary> Shown => _shown;

    /// <summary>Traces that match and are not shown because somebody reads.</summary>
    public int Waiting { get; private set; }

    /// <summary>Of the shown; what bars are measured by.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>How many traces have been summed up and matched so far: the work that was done.</summary>
    public long Examined { get; private set; }

    /// <param name="hold">Somebody reads. Nobody does while another filter or order is asked for.</param>
    public void Update(TracesSnapshot snapshot, TraceFilter filter, TraceOrder order, bool hold)
    {
        var asked = !ReferenceEquals(filter, _filter) || order != _order;
        var changed = Examine(snapshot.Traces, filter);
        (_filter, _order) = (filter, order);
        if (hold && !asked && _shown.Count > 0 && snapshot.Traces.Count > 0)
        {
            Refresh();
            _wasHeld = true;
        }
        else if (asked || changed || _wasHeld)
        {
            _shown = [.. _known.Where(known => known.Matches).Select(known => known.Summary)];
            _shown.Sort(Comparison(order));
            Waiting = 0;
            _wasHeld = false;
        }
        Longest = _shown.Count == 0 ? TimeSpan.Zero : _shown.Max(summary => summary.Trace.Duration);
    }

    /// <summary>Names of attributes that spans of the newest traces have, to propose to the reader.</summary>
    public IReadOnlyList<string> AttributeKeys() =>
    [
        .. _known.TakeLast(Proposing).SelectMany(known => known.Summary.Trace.Spans).Take(Proposing * 10)
            .SelectMany(span => span.Attributes.Select(attribute => attribute.Key))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    // Both lists are by number: one walk finds what is new, what has grown and what is gone.
    private bool Examine(IReadOnlyList<Trace> traces, TraceFilter filter)
    {
        var refilter = !ReferenceEquals(filter, _filter);
        var changed = traces.Count != _known.Count;
        var next = new List<Known>(traces.Count);
        var old = 0;
        foreach (var trace in traces)
        {
            while (old < _known.Count && _known[old].Summary.Trace.Number < trace.Number)
            {
                old++;
            }
            var known = old < _known.Count && ReferenceEquals(_known[old].Summary.Trace, trace) ? _known[old].Summary : null;
            if (known is not null && !refilter)
            {
                next.Add(_known[old]);
                continue;
            }
            changed = true;
            Examined++;
            known ??= new TraceSummary(trace);
            next.Add(new Known(known, filter.Matches(known)));
        }
        _known = next;
        return changed;
    }

    private void Refresh()
    {
        var present = 0;
        for (var place = 0; place < _shown.Count; place++)
        {
            var at = _known.BinarySearch(new Known(_shown[place], false), ByNumber.Instance);
            if (at >= 0)
            {
                _shown[place] = _known[at].Summary;
                present += _known[at].Matches ? 1 : 0;
            }
        }
        Waiting = _known.Count(known => known.Matches) - present;
    }

    private static Comparison<TraceSummary> Comparison(TraceOrder order) => order switch
    {
        TraceOrder.Newest => (one, other) => ByStart(other, one),
        TraceOrder.Oldest => ByStart,
        TraceOrder.Longest =>
            (one, other) => other.Trace.Duration.CompareTo(one.Trace.Duration) is var first and not 0 ? first : ByStart(other, one),
        _ => (one, other) => one.Trace.Duration.CompareTo(other.Trace.Duration) is var first and not 0 ? first : ByStart(other, one),
    };

    private static int ByStart(TraceSummary one, TraceSummary other) =>
        one.Trace.Start.CompareTo(other.Trace.Start) is var first and not 0 ? first : one.Trace.Number.CompareTo(other.Trace.Number);

    private readonly record struct Known(TraceSummary Summary, bool Matches);

    private sealed class ByNumber : IComparer<Known>
    {
        public static ByNumber Instance { get; } = new();

        public int Compare(Known one, Known other) => one.Summary.Trace.Number.CompareTo(other.Summary.Trace.Number);
    }
}
