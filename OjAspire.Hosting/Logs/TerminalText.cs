using System.Text.RegularExpressions;

namespace OjAspire.Hosting.Logs;

/// <summary>Text as a terminal shows it.</summary>
internal static partial class TerminalText
{
    /// <summary>Takes colours out.</summary>
    public static string Plain(string text) => Escapes().Replace(text, "");

    [GeneratedRegex(@"\x1B\[[0-9;]*[A-Za-z]")]
    private static partial Regex Escapes();
}
