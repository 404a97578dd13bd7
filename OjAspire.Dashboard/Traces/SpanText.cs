using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces;

/// <summary>Free-text search in spans.</summary>
internal static class SpanText
{
    /// <summary>Whether the text stands in the span's name, sender, ids, status message, attribute values or names of events.</summary>
    public static bool Contains(Span span, string text)
    {
        if (Has(span.Name, text) || Has(span.Resource.Id, text) || Has(span.StatusMessage, text) || span.SpanId.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        foreach (var (_, value) in span.Attributes)
        {
            if (Has(value, text))
            {
                return true;
            }
        }
        foreach (var happening in span.Events)
        {
            if (Has(happening.Name, text))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Has(string where, string text) => where.Contains(text, StringComparison.OrdinalIgnoreCase);
}
