namespace OjAspire.Dashboard.Charts;

/// <summary>The new part of a line.</summary>
/// <param name="Keep">Points up to this time, in milliseconds since 1970, stay; those after it are replaced by <paramref
/// name="X"/>.</param>
/// <param name="X">Times in milliseconds since 1970.</param>
/// <param name="Y">Values; null where there is a gap.</param>
internal sealed record ChartPatchLine(string Name, long Keep, IReadOnlyList<long> X, IReadOnlyList<double?> Y);
