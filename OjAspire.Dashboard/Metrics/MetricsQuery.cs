using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using OjAspire.Dashboard.Layout;
using OjAspire.Dashboard.Metrics.Dimensions;

namespace OjAspire.Dashboard.Metrics;

/// <summary>All that the metrics page shows, as it stands in the address.</summary>
/// <param name="Resource">A sender's id, or a service's name for all of its replicas.</param>
/// <param name="Minutes">How long the window is; one of <see cref="Durations"/>.</param>
/// <param name="IsTable">Whether there is a table in place of the graph.</param>
/// <param name="Show">What of the instrument; null for what its kind shows first.</param>
/// <param name="AddedUp">Dimensions whose series are added up rather than drawn apart.</param>
/// <param name="OnlyChanges">Whether the table leaves out rows that say the same as the one before.</param>
public sealed record MetricsQuery(
    string? Resource, string? Meter, string? Instrument, int Minutes, bool IsTable, MetricShow? Show,
    DimensionFilter Filter, ImmutableSortedSet<string> AddedUp, bool OnlyChanges)
{
    private const int UsualMinutes = 5;

    /// <summary>The windows there are, in minutes.</summary>
    public static IReadOnlyList<int> Durations { get; } = [1, 5, 15, 30, 60, 180, 360, 720];

    public TimeSpan Duration => TimeSpan.FromMinutes(Minutes);

    /// <summary>Another instrument, or none: what was chosen of the one before means nothing for it.</summary>
    public MetricsQuery For(string? resource, string? meter, string? instrument) =>
        this with { Resource = resource, Meter = meter, Instrument = instrument, Show = null, Filter = DimensionFilter.Everything, AddedUp = AddedUp.Clear() };

    /// <summary>Reads an address; what it does not say, or says wrongly, is as usual.</summary>
    public static MetricsQuery Parse(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        return new MetricsQuery(
            One("resource"),
            One("meter"),
            One("instrument"),
            int.TryParse(One("duration"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && Durations.Contains(minutes)
                ? minutes
                : UsualMinutes,
            One("view") == "table",
            Enum.TryParse<MetricShow>(One("show"), ignoreCase: true, out var show) && Enum.IsDefined(show) ? show : null,
            DimensionFilter.FromQuery(All("only"), All("not")),
            [.. All("sum")],
            One("changes") == "only");

        IEnumerable<string> All(string name) => query.GetValueOrDefault(name).OfType<string>().Where(value => value.Length > 0);

        string? One(string name) => All(name).FirstOrDefault();
    }

    /// <summary>The address that shows this.</summary>
    public string ToAddress()
    {
        IEnumerable<KeyValuePair<string, string?>> parameters =
        [
            new("resource", Resource),
            new("meter", Meter),
            new("instrument", Instrument),
            new("duration", Minutes == UsualMinutes ? null : Minutes.ToString(CultureInfo.InvariantCulture)),
            new("view", IsTable ? "table" : null),
#pragma warning disable CA1308 // Addresses are in lower case.
            new("show", Show?.ToString().ToLowerInvariant()),
#pragma warning restore CA1308
            .. Filter.ToQuery(),
            .. AddedUp.Select(key => new KeyValuePair<string, string?>("sum", key)),
            new("changes", OnlyChanges ? "only" : null),
        ];
        return QueryHelpers.AddQueryString(Addresses.Metrics, parameters.Where(parameter => parameter.Value is not null));
    }
}
