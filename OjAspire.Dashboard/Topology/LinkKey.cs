namespace OjAspire.Dashboard.Topology;

/// <summary>Which link: between which row and which column.</summary>
public readonly record struct LinkKey(NodeKey Row, NodeKey Column);
