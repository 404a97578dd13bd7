namespace OjAspire.Dashboard.Topology.Figures;

/// <summary>A number of something.</summary>
/// <param name="Unit">In UCUM; empty if it has none.</param>
/// <param name="IsAdditive">Whether numbers of several make a sum; else the largest stands for them.</param>
public sealed record NumberFigure(string Instrument, string Label, string Unit, string Description, double Value, bool IsAdditive)
{
    /// <summary>The same of several: their sum, or the largest.</summary>
    public static NumberFigure Join(IReadOnlyCollection<NumberFigure> figures)
    {
        var first = figures.First();
        return first with { Value = first.IsAdditive ? figures.Sum(figure => figure.Value) : figures.Max(figure => figure.Value) };
    }
}
