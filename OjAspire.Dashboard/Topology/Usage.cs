namespace OjAspire.Dashboard.Topology;

/// <summary>How much goes over a link.</summary>
/// <param name="Of">What it is part of: the whole that the node has of it. Null when there is none.</param>
/// <param name="Unit">In UCUM.</param>
public sealed record Usage(double Value, double? Of, string Unit, string Label, string Description);
