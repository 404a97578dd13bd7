using System.Text;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>How a piece of a line is to look.</summary>
public sealed record AnsiStyle(
    AnsiColor? Foreground = null, AnsiColor? Background = null, bool Bold = false, bool Faint = false, bool Italic = false, bool Underline = false, bool Inverse = false)
{
    /// <summary>As the page has it.</summary>
    public static AnsiStyle Plain { get; } = new();

    /// <summary>Value of the style attribute, or null for the plain style.</summary>
    public string? Css
    {
        get
        {
            if (this == Plain)
            {
                return null;
            }
            var css = new StringBuilder();
            var ink = Foreground?.Css;
            // A tint, so that text of any colour can be read on it in both themes. Who asks for black asks for a terminal's usual ground.
            var paper = Background is { Index: not 0 } background ? $"color-mix(in srgb, {background.Css} 40%, transparent)" : null;
            if (Inverse)
            {
                (ink, paper) = (Background?.Css ?? "var(--log-paper)", ink ?? "var(--log-ink)");
            }
            Add(css, "color", ink);
            Add(css, "background-color", paper);
            Add(css, "font-weight", Bold ? "600" : null);
            Add(css, "opacity", Faint ? "0.7" : null);
            Add(css, "font-style", Italic ? "italic" : null);
            Add(css, "text-decoration", Underline ? "underline" : null);
            return css.ToString();
        }
    }

    private static void Add(StringBuilder css, string property, string? value)
    {
        if (value is not null)
        {
            css.Append(property).Append(':').Append(value).Append(';');
        }
    }
}
