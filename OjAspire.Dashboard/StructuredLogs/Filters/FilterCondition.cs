namespace OjAspire.Dashboard.StructuredLogs.Filters;

/// <summary>How a filter compares what a record has with its own value.</summary>
public enum FilterCondition
{
    Equal,
    Contains,
    NotEqual,
    NotContains,

    /// <summary>Not less, for numbers.</summary>
    AtLeast,

    /// <summary>Not more, for numbers.</summary>
    AtMost,
}
