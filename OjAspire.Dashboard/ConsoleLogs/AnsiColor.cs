using System.Globalization;

namespace OjAspire.Dashboard.ConsoleLogs;

/// <summary>A colour that a program asked for.</summary>
/// <param name="Index">0 to 15: a colour of the theme's palette. Null: the exact <paramref name="Rgb"/>.</param>
/// <param name="Rgb">0xRRGGBB; only without an index.</param>
public readonly record struct AnsiColor(int? Index, int Rgb)
{
    private const int CubeStart = 16;
    private const int GreyStart = 232;

    /// <summary>CSS value of the colour.</summary>
    public string Css => Index is { } index
        ? string.Create(CultureInfo.InvariantCulture, $"var(--ansi-{index})")
        : string.Create(CultureInfo.InvariantCulture, $"#{Rgb:x6}");

    /// <summary>Colour 0 to 255 of the xterm palette: 16 named ones, a cube of 6 × 6 × 6, 24 greys.</summary>
    public static AnsiColor FromPalette(int number)
    {
        if (number < CubeStart)
        {
            return new AnsiColor(number, 0);
        }
        if (number >= GreyStart)
        {
            var grey = 8 + ((number - GreyStart) * 10);
            return FromRgb(grey, grey, grey);
        }
        var cube = number - CubeStart;
        return FromRgb(Level(cube / 36), Level(cube / 6 % 6), Level(cube % 6));
    }

    /// <summary>The colour with these parts, 0 to 255 each.</summary>
    public static AnsiColor FromRgb(int red, int green, int blue) => new(null, (red << 16) | (green << 8) | blue);

    private static int Level(int step) => step == 0 ? 0 : 55 + (step * 40);
}
