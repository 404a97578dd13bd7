using System.Collections.Immutable;

namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>Counts by state that make up a whole, such as slots that are taken and slots that are free.</summary>
/// <param name="Parts">Those in use first, the free ones last.</param>
public sealed record PartsFigure(string Instrument, string Label, string Unit, string Description, ImmutableArray<Part> Parts)
{
    /// <summary>All of them.</summary>
    public double Total => Parts.Sum(part => part.Value);

    /// <summary>Those that are not free.</summary>
    public double Taken => Parts.Where(part => part.Kind is not PartKind.Free).Sum(part => part.Value);

    /// <summary>The same of several, added up.</summary>
    public static PartsFigure Add(IReadOnlyCollection<PartsFigure> figures) => figures.First() with
    {
        Parts = Order(figures.SelectMany(figure => figure.Parts).GroupBy(part => part.State, StringComparer.Ordinal)
            .Select(same => new Part(same.Key, same.Sum(part => part.Value)))),
    };

    /// <summary>Parts in the order in which they are drawn.</summary>
    public static ImmutableArray<Part> Order(IEnumerable<Part> parts) =>
        [.. parts.OrderBy(part => part.Kind).ThenBy(part => part.State, StringComparer.Ordinal)];
}
