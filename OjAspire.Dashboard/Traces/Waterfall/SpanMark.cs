using OjAspire.Dashboard.Telemetry.Logs;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>A mark on a bar: events or log records so close together that the eye sees one.</summary>
/// <param name="Place">0 at the left edge of the window, 1 at the right.</param>
/// <param name="Title">The first of them, in words.</param>
public sealed record SpanMark(double Place, string Title, int Count, bool IsLog, bool IsError)
{
    // Half a hundredth of the width is about the width of a mark.
    private const double Apart = 0.005;

    /// <summary>The marks in view, no more than there is room for.</summary>
    public static IReadOnlyList<SpanMark> Of(Span span, IReadOnlyList<LogEntry> logs, DateTimeOffset traceStart, TimeWindow window)
    {
        if (span.Events.IsEmpty && logs.Count == 0)
        {
            return [];
        }
        var events = span.Events.Select(
            happening => (happening.Time, Title: happening.Name, IsLog: false, IsError: happening.Name == "exception"));
        var records = logs.Select(entry => (entry.Time, Title: entry.Message, IsLog: true, IsError: entry.Severity >= LogSeverity.Error));
        return
        [
            .. events.Concat(records)
                .Select(one => (one.Title, one.IsLog, one.IsError, Place: window.Place(one.Time - traceStart)))
                .Where(one => one.Place is >= 0 and <= 1)
                .GroupBy(one => (one.IsLog, (int)(one.Place / Apart)))
                .Select(group => new SpanMark(group.First().Place, group.First().Title, group.Count(), group.Key.IsLog, group.Any(one => one.IsError))),
        ];
    }
}
