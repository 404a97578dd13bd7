namespace OjAspire.Dashboard.Traces;

/// <summary>What stands at the top of the list.</summary>
public enum TraceOrder
{
    Newest,
    Oldest,
    Longest,
    Shortest,
}
