namespace OjAspire.Dashboard.Telemetry.Display;

/// <summary>English nouns, as units and names of instruments have them.</summary>
internal static class Nouns
{
    /// <summary>Many of it: <c>{order}</c> counts orders.</summary>
    public static string Plural(string noun) => noun switch
    {
        "" => "",
        _ when noun.EndsWith("ss", StringComparison.Ordinal) || noun.EndsWith('x') => noun + "es",
        _ when noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) => noun + "es",
        _ when noun.EndsWith('s') => noun,
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => noun[..^1] + "ies",
        _ => noun + "s",
    };
}
