using Microsoft.AspNetCore.Components;
using OjAspire.Dashboard.Charts;
using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Metrics.Dimensions;
using OjAspire.Dashboard.Metrics.Units;

namespace OjAspire.Dashboard.Metrics;

/// <summary>One instrument: what it is, its graph or table, its dimensions, its exemplars.</summary>
public sealed partial class InstrumentView
{
    private string? _missing;

    [Parameter, EditorRequired]
    public MetricsQuery Query { get; set; } = default!;

    /// <summary>The reader wants to see something else of it.</summary>
    [Parameter]
    public EventCallback<MetricsQuery> OnQuery { get; set; }

    /// <summary>How wide the graph is, in pixels.</summary>
    [Parameter]
    public int Width { get; set; }

    [Parameter]
    public EventCallback<int> OnWidth { get; set; }

    [Parameter, EditorRequired]
    public MetricReading Reading { get; set; } = default!;

    private ChartData Chart { get; set; } = ChartData.Empty;

    private string Facts => string.Join(" · ", new[]
    {
        Words[$"Metrics.Kind.{Reading.Info.Kind}"].Value,
        MeasurementUnit.Parse(Reading.Info.Unit).Name is { Length: > 0 } unit ? Words["Metrics.Unit", unit].Value : "",
        Reading.Info.Key.Meter,
    }.Where(fact => fact.Length > 0));

    protected override void OnParametersSet() => Chart = Query.IsTable ? ChartData.Empty : Named(Reading.Chart(Width));

    // A line of an instrument without dimensions, or of all of them added up, has the instrument's name.
    private string NameOf(ChartLine line) => line.Name.Length == 0 ? Reading.Info.Key.Name : line.Name;

    private ChartData Named(ChartData chart) => chart with { Lines = [.. chart.Lines.Select(line => line with { Name = NameOf(line) })] };

    private string ShowText(string? show) => Words[$"Metrics.Show.{show}"];

    private Task ChooseShowAsync(string? text) => Enum.TryParse<MetricShow>(text, out var show) && show != Reading.Show
        ? OnQuery.InvokeAsync(Query with { Show = show })
        : Task.CompletedTask;

    private Task FilterAsync(string key, DimensionChoice choice) =>
        OnQuery.InvokeAsync(Query with { Filter = Query.Filter.With(key, choice) });

    private Task AddUpAsync(string key, bool apart) =>
        OnQuery.InvokeAsync(Query with { AddedUp = apart ? Query.AddedUp.Remove(key) : Query.AddedUp.Add(key) });

    private void OpenMark(string id)
    {
        if (Reading.Exemplars.FirstOrDefault(one => one.Id == id) is not { } exemplar)
        {
            return;
        }
        if (exemplar.IsKept)
        {
            Navigation.NavigateTo(Addresses.Trace(exemplar.TraceId, exemplar.SpanId));
        }
        else
        {
            _missing = exemplar.TraceId;
        }
    }
}
