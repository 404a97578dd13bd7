using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.StructuredLogs.Filters;

/// <summary>Which records to show. All of it stands in the page's address.</summary>
public sealed record LogQuery
{
    public static LogQuery Everything { get; } = new();

    /// <summary>Name of a service, which means all its replicas, or id of one sender; empty for all.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The least grave records to show; <see cref="LogSeverity.Unspecified"/> for all.</summary>
    public LogSeverity Level { get; init; }

    /// <summary>A trace id or the first digits of one; empty for all.</summary>
    public string Trace { get; init; } = "";

    /// <summary>A span id or the first digits of one; empty for all.</summary>
    public string Span { get; init; } = "";

    /// <summary>What the message, the names or any attribute must contain; empty for anything.</summary>
    public string Text { get; init; } = "";

    public ImmutableArray<PropertyFilter> Filters { get; init; } = [];

    /// <summary>Whether it shows less than everything.</summary>
    public bool Narrows => Address() != Everything.Address();

    /// <summary>Reads the parameters of an address; what is not understood is left out.</summary>
    public static LogQuery Parse(
        string? resource, string? level, string? trace, string? span, string? text, IEnumerable<string?>? filters) => new()
    {
        Resource = resource ?? "",
        Level = Enum.TryParse<LogSeverity>(level, ignoreCase: true, out var severity) && Enum.IsDefined(severity)
            ? severity
            : LogSeverity.Unspecified,
        Trace = trace ?? "",
        Span = span ?? "",
        Text = text ?? "",
        Filters = [.. (filters ?? []).Select(filter => PropertyFilter.Parse(filter ?? "")).OfType<PropertyFilter>().Distinct()],
    };

    /// <summary>Where the page shows this.</summary>
    /// <param name="record">Number of the record whose details are open, or null.</param>
    public string Address(long? record = null)
    {
        var parameters = new List<KeyValuePair<string, string?>>();
        Add("resource", Resource);
        Add("level", Level is LogSeverity.Unspecified ? "" : Level.ToString());
        Add("trace", Trace);
        Add("span", Span);
        Add("text", Text);
        foreach (var filter in Filters)
        {
            Add("filter", filter.ToString());
        }
        Add("record", record is { } number ? FormattableString.Invariant($"{number}") : "");
        return QueryHelpers.AddQueryString(Addresses.StructuredLogs, parameters);

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                parameters.Add(new(name, value));
            }
        }
    }

    /// <summary>Whether a record is to be shown.</summary>
    public bool Matches(LogEntry entry) =>
        entry.Severity >= Level
        && (Resource.Length == 0 || entry.Resource.Id == Resource || entry.Resource.Name == Resource)
        && entry.TraceId.StartsWith(Trace, StringComparison.OrdinalIgnoreCase)
        && entry.SpanId.StartsWith(Span, StringComparison.OrdinalIgnoreCase)
        && HasText(entry)
        && Passes(entry);

    private bool HasText(LogEntry entry) =>
        Text.Length == 0
        || entry.Message.Contains(Text, StringComparison.OrdinalIgnoreCase)
        || entry.Category.Contains(Text, StringComparison.OrdinalIgnoreCase)
        || entry.EventName.Contains(Text, StringComparison.OrdinalIgnoreCase)
        || entry.Attributes.Any(attribute => attribute.Value.Contains(Text, StringComparison.OrdinalIgnoreCase));

    private bool Passes(LogEntry entry)
    {
        foreach (var filter in Filters)
        {
            if (filter.IsEnabled && !filter.Matches(entry))
            {
                return false;
            }
        }
        return true;
    }
}
