namespace OjAspire.Dashboard.Resources.Graph;

/// <summary>A resource has to do with another one.</summary>
/// <param name="From">Id of the node that refers to, waits for or is part of the other.</param>
/// <param name="To">Id of the other.</param>
/// <param name="Types">How: <c>Reference</c>, <c>WaitFor</c>, <c>Parent</c>; at least one, each once.</param>
public sealed record GraphEdge(string From, string To, IReadOnlyList<string> Types);
