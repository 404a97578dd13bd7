namespace OjAspire.Dashboard.Telemetry.Traces;

/// <summary>The newest traces, bounded by their number and by the spans of all together. Safe from any thread.</summary>
internal sealed class TraceStore(TelemetryLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, GrowingTrace> _traces = new(StringComparer.Ordinal);
    private readonly Queue<GrowingTrace> _byAge = new();
    private readonly int _mostOfOne = Math.Min(limits.MaxSpansPerTrace, limits.MaxSpanCount);
    private long _last;
    private int _spans;
    private long _dropped;

    public ChangeSignal Changed { get; } = new();

    public int Capacity => limits.MaxTraceCount;

    /// <summary>Takes spans, of any traces, in any order.</summary>
    public void Add(IEnumerable<Span> spans)
    {
        lock (_gate)
        {
            foreach (var span in spans)
            {
                if (!_traces.TryGetValue(span.TraceId, out var trace))
                {
                    trace = new GrowingTrace(span.TraceId, ++_last);
                    _traces.Add(trace.Id, trace);
                    _byAge.Enqueue(trace);
                }
                if (trace.Add(span, _mostOfOne))
                {
                    _spans++;
                }
            }
            while (_byAge.Count > limits.MaxTraceCount || _spans > limits.MaxSpanCount)
            {
                var oldest = _byAge.Dequeue();
                _traces.Remove(oldest.Id);
                _spans -= oldest.Count;
                _dropped++;
            }
        }
        Changed.Raise();
    }

    /// <summary>A trace as it is now, or null.</summary>
    /// <param name="id">32 lower-case hexadecimal digits, or the first ones of it.</param>
    public Trace? Find(string id)
    {
        lock (_gate)
        {
            return _traces.TryGetValue(id, out var trace) || (trace = FindByStart(id)) is not null ? trace.Snapshot() : null;
        }
    }

    /// <summary>All traces as they are now.</summary>
    public TracesSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new TracesSnapshot([.. _byAge.Select(trace => trace.Snapshot())], _spans, _dropped);
        }
    }

    /// <summary>Forgets every trace.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _traces.Clear();
            _byAge.Clear();
            _spans = 0;
            _dropped = 0;
        }
        Changed.Raise();
    }

    // People pass on the first digits of an id; fewer than seven are too few to mean one.
    private GrowingTrace? FindByStart(string id) => id.Length < 7
        ? null
        : _traces.Values.FirstOrDefault(trace => trace.Id.StartsWith(id, StringComparison.Ordinal));
}
