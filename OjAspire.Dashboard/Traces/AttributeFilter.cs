using System.Diagnostics.CodeAnalysis;
using OjAspire.Dashboard.Telemetry;
using OjAspire.Dashboard.Telemetry.Traces;

namespace OjAspire.Dashboard.Traces;

/// <summary>Asks for a span with an attribute that equals a value, or contains it.</summary>
/// <param name="Value">Compared without regard to case when it is to be contained, exactly otherwise.</param>
public sealed record AttributeFilter(string Key, bool Contains, string Value)
{
    /// <summary>As it stands in an address: <c>key=value</c> or <c>key~value</c>, the signs escaped within the key.</summary>
    public override string ToString() => $"{Escape(Key)}{(Contains ? '~' : '=')}{Value}";

    public static bool TryParse(string text, [NotNullWhen(true)] out AttributeFilter? filter)
    {
        var sign = text.AsSpan().IndexOfAny('=', '~');
        filter = sign <= 0 ? null : new AttributeFilter(Unescape(text[..sign]), text[sign] == '~', text[(sign + 1)..]);
        return filter is not null;
    }

    public bool Matches(Span span) => span.Attributes.Find(Key) is { } value
        && (Contains ? value.Contains(Value, StringComparison.OrdinalIgnoreCase) : string.Equals(value, Value, StringComparison.Ordinal));

    private static string Escape(string key) =>
        key.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("=", "%3D", StringComparison.Ordinal)
            .Replace("~", "%7E", StringComparison.Ordinal);

    private static string Unescape(string key) =>
        key.Replace("%7E", "~", StringComparison.Ordinal)
            .Replace("%3D", "=", StringComparison.Ordinal)
            .Replace("%25", "%", StringComparison.Ordinal);
}
