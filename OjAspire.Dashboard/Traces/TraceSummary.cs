using System.Collections.Immutable;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces;

/// <summary>What the list says of a trace. Counted once: a trace that has grown is another object, with a summary of its own.</summary>
public sealed class TraceSummary
{
    public TraceSummary(Trace trace)
    {
        Trace = trace;
        var shares = new List<(TelemetryResource Resource, int Spans, int Errors)>();
        foreach (var span in trace.Spans)
        {
            var error = span.Status is SpanStatus.Error ? 1 : 0;
            // Few processes take part in a trace: a walk is quicker than a look-up.
            var place = shares.FindIndex(share => ReferenceEquals(share.Resource, span.Resource) || share.Resource.Equals(span.Resource));
            if (place < 0)
            {
                shares.Add((span.Resource, 1, error));
            }
            else
            {
                shares[place] = (shares[place].Resource, shares[place].Spans + 1, shares[place].Errors + error);
            }
            Errors += error;
        }
        Shares = [.. shares.Select(share => new TraceShare(share.Resource, share.Spans, share.Errors))];
    }

    public Trace Trace { get; }

    /// <summary>Who took part, by first appearance.</summary>
    public ImmutableArray<TraceShare> Shares { get; }

    /// <summary>How many spans are errors.</summary>
    public int Errors { get; }

    /// <summary>The span at the top has a parent that has not come: it is still running, or its process sends nothing here.</summary>
    public bool IsIncomplete => Trace.Root.ParentId.Length > 0;

    /// <summary>The first digits of the id: enough to tell traces apart by eye.</summary>
    public string ShortId => Trace.Id.Length <= 7 ? Trace.Id : Trace.Id[..7];
}
