using System.Globalization;
using OjAspire.Dashboard.Telemetry.Logs;

namespace OjAspire.Dashboard.StructuredLogs.Filters;

/// <summary>Lets the records through whose field is as the condition says. Letters are compared in any case.</summary>
/// <param name="IsEnabled">Whether it is applied; one that is not stays beside the others to be switched on again.</param>
public sealed record PropertyFilter(LogField Field, FilterCondition Condition, string Value, bool IsEnabled = true)
{
    private const char Disabled = '!';

    /// <summary>The sign that everybody reads as this condition, or null where there is none.</summary>
    public static string? Sign(FilterCondition condition) => condition switch
    {
        FilterCondition.Equal => "=",
        FilterCondition.NotEqual => "≠",
        FilterCondition.AtLeast => "≥",
        FilterCondition.AtMost => "≤",
        _ => null,
    };

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is nothing of the kind.</summary>
    public static PropertyFilter? Parse(string text)
    {
        var isEnabled = !text.StartsWith(Disabled);
        var parts = (isEnabled ? text : text[1..]).Split(':', 3);
        return parts.Length == 3 && ConditionOf(parts[0]) is { } condition && LogField.Parse(Uri.UnescapeDataString(parts[1])) is { } field
            ? new PropertyFilter(field, condition, parts[2], isEnabled)
            : null;
    }

    /// <summary>As it stands in addresses: <c>eq:attribute.OrderId:42</c>, with an exclamation mark before it when it is switched
    /// off.</summary>
    public override string ToString() =>
        $"{(IsEnabled ? null : Disabled)}{NameOf(Condition)}:{Uri.EscapeDataString(Field.Name)}:{Value}";

    /// <summary>Whether the record passes. One without the field passes only what asks for something not to be there.</summary>
    public bool Matches(LogEntry entry)
    {
        var value = Field.ValueOf(entry);
        return Condition switch
        {
            FilterCondition.Equal => IsEqual(value),
            FilterCondition.NotEqual => !IsEqual(value),
            FilterCondition.Contains => Contains(value),
            FilterCondition.NotContains => !Contains(value),
            FilterCondition.AtLeast => Numbers(value) is var (number, limit) && number >= limit,
            _ => Numbers(value) is var (number, limit) && number <= limit,
        };
    }

    private static string NameOf(FilterCondition condition) => condition switch
    {
        FilterCondition.Equal => "eq",
        FilterCondition.Contains => "has",
        FilterCondition.NotEqual => "ne",
        FilterCondition.NotContains => "lacks",
        FilterCondition.AtLeast => "ge",
        _ => "le",
    };

    private static FilterCondition? ConditionOf(string name) =>
        Enum.GetValues<FilterCondition>().Cast<FilterCondition?>().FirstOrDefault(condition => NameOf(condition!.Value) == name);

    private bool IsEqual(string? value) => string.Equals(value, Value, StringComparison.OrdinalIgnoreCase);

    private bool Contains(string? value) => value?.Contains(Value, StringComparison.OrdinalIgnoreCase) == true;

    private (double Number, double Limit)? Numbers(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit)
            ? (number, limit)
            : null;
}
