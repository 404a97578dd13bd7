using OjAspire.Dashboard.Charts;
using OjAspire.Dashboard.Metrics.Dimensions;
using OjAspire.Dashboard.Metrics.Lines;
using OjAspire.Dashboard.Metrics.Units;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Metrics;

namespace OjAspire.Dashboard.Metrics;

/// <summary>Makes of the store's points what the page shows.</summary>
internal sealed class MetricReader(TelemetryStore store)
{
    /// <summary>As many lines as there are colours, and as a reader can tell apart.</summary>
    public const int MostLines = 12;

    private const int MostExemplars = 500;
    private static readonly (string Name, double Fraction)[] Fractions = [("P50", 0.5), ("P90", 0.9), ("P99", 0.99)];

    /// <summary>Reads an instrument of some senders, or returns null if none of them has it.</summary>
    /// <param name="width">Of the chart, in pixels.</param>
    public MetricReading? Read(MetricsQuery query, IReadOnlyList<TelemetryResource> senders, DateTimeOffset now, int width)
    {
        var from = now - query.Duration;
        InstrumentSnapshot[] instruments =
        [
            .. senders.Select(sender => store.Metrics.Find(new InstrumentKey(sender, query.Meter ?? "", query.Instrument ?? ""), from))
            .OfType<InstrumentSnapshot>(),
        ];
        if (instruments.Length == 0)
        {
            return null;
        }
        var info = instruments[0].Info;
        var show = MetricShows.Choose(info.Kind, query.Show);
        MetricSeries[] all = [.. instruments.SelectMany(instrument => SeriesOf(instrument, senders.Count > 1))];
        MetricSeries[] shown = [.. all.Where(series => query.Filter.Shows(series.Attributes) && series.LastTime >= from)];
        var dimensions = Dimension.Of([.. all.Select(series => series.Attributes)]);
        var exportEvery = ExportInterval.Estimate(shown.Select(series => series.Snapshot));
        var grid = TimeGrid.Choose(from, now, width, exportEvery);
        var groups = SeriesGroup.By(shown, show is MetricShow.Percentiles ? [] : [.. dimensions.Select(dimension => dimension.Key).Where(key => !query.AddedUp.Contains(key))]);
        ChartLine[] lines = [.. groups.Take(MostLines).SelectMany(group => LinesOf(group, show, grid, exportEvery))];
        var exemplars = ExemplarsOf(shown, from);
        var unit = MeasurementUnit.Parse(info.Unit);
        var lineUnit = show is not MetricShow.Rate
            ? unit
            : info.Kind is InstrumentKind.Histogram ? MeasurementUnit.Parse("").Rate : unit.Rate;
        var scale = lineUnit.ScaleFor(
            lines.SelectMany(line => line.Points).Select(point => Math.Abs(point.Value)).Where(double.IsFinite).DefaultIfEmpty(0).Max());
        return new MetricReading(
            info, show, dimensions, lines, Math.Max(0, groups.Count - MostLines), exemplars, grid, from, now, scale,
            unit.ScaleFor(exemplars.Select(one => Math.Abs(one.Value)).DefaultIfEmpty(0).Max()));
    }

    private static IEnumerable<MetricSeries> SeriesOf(InstrumentSnapshot instrument, bool withReplica)
    {
        var replica = new KeyValuePair<string, string>(Dimension.Replica, instrument.Info.Key.Resource.Id);
        return instrument.Series.Select(
            series => new MetricSeries(withReplica ? [replica, .. series.Attributes] : series.Attributes, series));
    }

    private static IEnumerable<ChartLine> LinesOf(SeriesGroup group, MetricShow show, TimeGrid grid, TimeSpan exportEvery) => show switch
    {
        MetricShow.Rate => [new ChartLine(group.Key, group.Name, ColumnLine.Rate(group, grid, exportEvery))],
        MetricShow.Value or MetricShow.Total => [new ChartLine(group.Key, group.Name, ValueLine.Of(group, exportEvery))],
        MetricShow.Percentiles => PercentilesOf(group, grid, exportEvery, Fractions),
        _ => PercentilesOf(group, grid, exportEvery, Fractions.Where(fraction => fraction.Name == show.ToString()))
            .Select(line => line with { Key = group.Key, Name = group.Name }),
    };

    private static IEnumerable<ChartLine> PercentilesOf(
        SeriesGroup group, TimeGrid grid, TimeSpan exportEvery, IEnumerable<(string Name, double Fraction)> fractions)
    {
        var buckets = ColumnLine.Buckets(group, grid);
        return fractions.Select(one => new ChartLine(
            one.Name, one.Name, ColumnLine.Points(group, grid, exportEvery, column => buckets.Percentile(column, one.Fraction))));
    }

    private MetricExemplar[] ExemplarsOf(IEnumerable<MetricSeries> shown, DateTimeOffset from)
    {
        var found = shown
            .SelectMany(
                series => series.Points.SelectMany(point => point.Exemplars).Select(exemplar => (Exemplar: exemplar, series.Attributes)))
            .Where(one => one.Exemplar.Time >= from && one.Exemplar.TraceId.Length > 0)
            .DistinctBy(one => (one.Exemplar.TraceId, one.Exemplar.SpanId, one.Exemplar.Time))
            .OrderByDescending(one => one.Exemplar.Time)
            .Take(MostExemplars);
        return
        [
            .. found.Select(one => new MetricExemplar(
                one.Exemplar.Time,
                one.Exemplar.Value,
                string.Join(", ", one.Attributes.Concat(one.Exemplar.Attributes).Select(attribute => $"{attribute.Key}={attribute.Value}")),
                one.Exemplar.TraceId,
                one.Exemplar.SpanId,
                store.Traces.Find(one.Exemplar.TraceId) is not null)),
        ];
    }
}
