using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using OjAspire.Dashboard.Otlp.Protos;
using OjAspire.Dashboard.Telemetry;

namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>Attributes within the limits of their number and length.</summary>
internal sealed class AttributeReader(TelemetryLimits limits)
{
    private const int LongestPooled = 64;

    private readonly StringPool _pool = new();

    /// <summary>The first attributes, in the sender's order.</summary>
    /// <param name="dropped">How many there are beyond.</param>
    public ImmutableArray<KeyValuePair<string, string>> Read(RepeatedField<KeyValue> attributes, out int dropped)
    {
        var count = Math.Min(attributes.Count, limits.MaxAttributeCount);
        dropped = attributes.Count - count;
        if (count == 0)
        {
            return [];
        }
        var read = new KeyValuePair<string, string>[count];
        for (var i = 0; i < count; i++)
        {
            read[i] = new(Name(attributes[i].Key), Text(attributes[i].Value));
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(read);
    }

    /// <summary>The first attributes, in the sender's order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Read(RepeatedField<KeyValue> attributes) => Read(attributes, out _);

    /// <summary>The first attributes, ordered by key.</summary>
    public ImmutableArray<KeyValuePair<string, string>> ReadSorted(RepeatedField<KeyValue> attributes) =>
        Read(attributes).Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));

    /// <summary>A value as text.</summary>
    public string Text(AnyValue? value) => Pooled(AnyValues.ToText(value, limits.MaxAttributeLength));

    /// <summary>A name: of an attribute, a span, an instrument.</summary>
    public string Name(string name) => Pooled(AnyValues.Cut(name, limits.MaxAttributeLength));

    // Most keys and many values are the same few texts again and again.
    private string Pooled(string text) => text.Length is 0 or > LongestPooled ? text : _pool.Get(text);
}
