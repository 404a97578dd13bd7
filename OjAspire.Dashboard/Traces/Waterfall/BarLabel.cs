namespace OjAspire.Dashboard.Traces.Waterfall;

/// <summary>Where a bar's label stands.</summary>
internal enum BarLabel
{
    After,
    Before,
    Inside,
}
