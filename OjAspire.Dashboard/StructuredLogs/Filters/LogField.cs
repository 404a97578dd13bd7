using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.StructuredLogs.Filters;

/// <summary>A part of a record that a filter looks at.</summary>
/// <param name="Key">Name of the attribute; empty for the other kinds.</param>
public readonly record struct LogField(LogFieldKind Kind, string Key = "")
{
    private const string AttributePrefix = "attribute.";
    private const string ResourcePrefix = "resource.";

    /// <summary>The fields that every record has.</summary>
    public static IReadOnlyList<LogField> Common { get; } =
        [new(LogFieldKind.Message), new(LogFieldKind.Category), new(LogFieldKind.Event), new(LogFieldKind.Trace), new(LogFieldKind.Span)];

    /// <summary>As it stands in addresses: <c>message</c>, <c>attribute.OrderId</c>, <c>resource.service.version</c>.</summary>
    public string Name => Kind switch
    {
        LogFieldKind.Message => "message",
        LogFieldKind.Category => "category",
        LogFieldKind.Event => "event",
        LogFieldKind.Trace => "trace",
        LogFieldKind.Span => "span",
        LogFieldKind.Attribute => AttributePrefix + Key,
        _ => ResourcePrefix + Key,
    };

    /// <summary>The field of this name, or null.</summary>
    public static LogField? Parse(string name) => name switch
    {
        "message" => new(LogFieldKind.Message),
        "category" => new(LogFieldKind.Category),
        "event" => new(LogFieldKind.Event),
        "trace" => new(LogFieldKind.Trace),
        "span" => new(LogFieldKind.Span),
        _ when name.StartsWith(AttributePrefix, StringComparison.Ordinal) => new(LogFieldKind.Attribute, name[AttributePrefix.Length..]),
        _ when name.StartsWith(ResourcePrefix, StringComparison.Ordinal) => new(LogFieldKind.Resource, name[ResourcePrefix.Length..]),
        _ => null,
    };

    /// <summary>The common fields and every attribute that any of these records has, each kind by name.</summary>
    public static IReadOnlyList<LogField> Of(IReadOnlyList<LogEntry> entries)
    {
        var attributes = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var senders = new HashSet<TelemetryResource>();
        foreach (var entry in entries)
        {
            senders.Add(entry.Resource);
            foreach (var (key, _) in entry.Attributes)
            {
                attributes.Add(key);
            }
        }
        var resources = new SortedSet<string>(
            senders.SelectMany(sender => sender.Attributes).Select(attribute => attribute.Key), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. Common,
            .. attributes.Select(key => new LogField(LogFieldKind.Attribute, key)),
            .. resources.Select(key => new LogField(LogFieldKind.Resource, key)),
        ];
    }

    /// <summary>What the record has there, or null when it has no such attribute.</summary>
    public string? ValueOf(LogEntry entry) => Kind switch
    {
        LogFieldKind.Message => entry.Message,
        LogFieldKind.Category => entry.Category,
        LogFieldKind.Event => entry.EventName,
        LogFieldKind.Trace => entry.TraceId,
        LogFieldKind.Span => entry.SpanId,
        LogFieldKind.Attribute => entry.Attributes.Find(Key),
        _ => entry.Resource.Attributes.Find(Key),
    };
}
