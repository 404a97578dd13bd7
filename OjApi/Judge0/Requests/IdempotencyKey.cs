using System.Text;

namespace OjApi.Judge0.Requests;

/// <summary>
/// Reads the value of the header <c>Idempotency-Key</c>: a string as RFC 9651 section 3.3.3 writes it, in double quotes, or the bare
/// text that many clients send.
/// </summary>
internal static class IdempotencyKey
{
    /// <summary>What a key may look like, in words.</summary>
    public const string Syntax =
        "one string of 1 to 255 printable ASCII characters, in double quotes, "
        + "or bare if it has no space, comma, semicolon, quote or backslash";

    private const int MaxLength = 255;
    private const char Quote = '"';
    private const char Escape = '\\';

    /// <summary>The key; <see langword="null"/> when it is none.</summary>
    public static string? Parse(string header)
    {
        var text = header.Trim(' ', '\t');
        var key = text.StartsWith(Quote) ? Unquote(text) : text.All(IsBare) ? text : null;
        return key is { Length: > 0 and <= MaxLength } ? key : null;
    }

    private static bool IsBare(char character) => character is > ' ' and < '\x7f' and not (',' or ';' or Quote or Escape);

    private static string? Unquote(string text)
    {
        var key = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            var character = text[i];
            if (character == Quote)
            {
                return i == text.Length - 1 ? key.ToString() : null;
            }
            if (character == Escape && (++i == text.Length || (character = text[i]) is not (Quote or Escape)))
            {
                return null;
            }
            if (character is < ' ' or > '~')
            {
                return null;
            }
            key.Append(character);
        }
        return null;
    }
}
