using System.Collections.Immutable;

namespace OjAspire.Dashboard.Telemetry.Metrics;

/// <summary>Compares sets of attributes that are ordered by key.</summary>
internal sealed class SeriesKeyComparer : IEqualityComparer<ImmutableArray<KeyValuePair<string, string>>>
{
    public static SeriesKeyComparer Instance { get; } = new();

    public bool Equals(ImmutableArray<KeyValuePair<string, string>> x, ImmutableArray<KeyValuePair<string, string>> y) =>
        x.AsSpan().SequenceEqual(y.AsSpan());

    public int GetHashCode(ImmutableArray<KeyValuePair<string, string>> obj)
    {
        var hash = new HashCode();
        foreach (var (key, value) in obj)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }
        return hash.ToHashCode();
    }
}
