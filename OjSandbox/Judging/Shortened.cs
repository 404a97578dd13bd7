namespace OjSandbox.Judging;

/// <summary>Keeps what others said within the bounds of what is passed on.</summary>
internal static class Shortened
{
    /// <summary>The text, cut behind so many characters if it is longer.</summary>
    public static string To(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");
}
