using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry;

/// <summary>Look-up in attribute lists, which are short and keep the sender's order.</summary>
public static class TelemetryAttributes
{
    /// <summary>The value of a key, or null.</summary>
    public static string? Find(this ImmutableArray<KeyValuePair<string, string>> attributes, string key)
    {
        foreach (var (name, value) in attributes)
        {
            if (string.Equals(name, key, StringComparison.Ordinal))
            {
                return value;
            }
        }
        return null;
    }
}
