namespace OjAspire.Dashboard.Otlp.Conversion;

/// <summary>
/// Keeps one object for texts that are equal, as far as its few places reach: a text may push out another, so what strangers send cannot
/// make it grow. Safe from any thread: the worst that a race does is that two equal texts stay two.
/// </summary>
internal sealed class StringPool
{
    private const int Places = 8_192;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>An equal text, the one from before if it is still there.</summary>
    public string Get(string text)
    {
        ref var place = ref _texts[(uint)text.GetHashCode(StringComparison.Ordinal) % Places];
        var known = place;
        if (string.Equals(known, text, StringComparison.Ordinal))
        {
            return known!;
        }
        place = text;
        return text;
    }
}
