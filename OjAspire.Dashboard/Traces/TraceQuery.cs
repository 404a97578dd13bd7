using Microsoft.AspNetCore.WebUtilities;
using OjAspire.Dashboard.Layout;

namespace OjAspire.Dashboard.Traces;

/// <summary>What the list was asked to show, as it stands in the address.</summary>
/// <param name="MinDuration">As typed: <c>250ms</c>.</param>
public sealed record TraceQuery(
    string Resource, string Text, bool ErrorsOnly, string MinDuration, IReadOnlyList<string> Attributes, TraceOrder Order)
{
    public const string Error = "error";

    /// <summary>Anything that means nothing is taken as not said: an address may come from anywhere.</summary>
    public static TraceQuery Read(
        string? resource, string? text, string? status, string? minDuration, IReadOnlyList<string>? attributes, string? order) => new(
        resource ?? "", text?.Trim() ?? "", status == Error, minDuration?.Trim() ?? "", attributes ?? [],
        Enum.TryParse<TraceOrder>(order, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : TraceOrder.Newest);

    public TraceFilter Filter() => new(
        Resource, Text, ErrorsOnly, DurationText.TryParse(MinDuration, out var least) ? least : TimeSpan.Zero,
        [.. Attributes.Select(text => AttributeFilter.TryParse(text, out var filter) ? filter : null).OfType<AttributeFilter>()]);

    /// <summary>The address that shows this.</summary>
    public string Address()
    {
        var parts = new List<KeyValuePair<string, string?>>();
        Add("resource", Resource);
        Add("q", Text);
        Add("status", ErrorsOnly ? Error : "");
        Add("min", MinDuration);
        foreach (var attribute in Attributes)
        {
            Add("attr", attribute);
        }
        Add("sort", Order is TraceOrder.Newest ? "" : Order.ToString().ToLowerInvariant());
        return QueryHelpers.AddQueryString(Addresses.Traces, parts);

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                parts.Add(new(name, value));
            }
        }
    }

    public bool Equals(TraceQuery? other) => other is not null && Address() == other.Address();

    public override int GetHashCode() => Address().GetHashCode(StringComparison.Ordinal);
}
