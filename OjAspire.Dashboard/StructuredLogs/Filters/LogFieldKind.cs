namespace OjAspire.Dashboard.StructuredLogs.Filters;

/// <summary>What of a record a filter can look at.</summary>
public enum LogFieldKind
{
    Message,
    Category,
    Event,
    Trace,
    Span,

    /// <summary>A property of the record or its scopes.</summary>
    Attribute,

    /// <summary>A property of the process that sent it.</summary>
    Resource,
}
