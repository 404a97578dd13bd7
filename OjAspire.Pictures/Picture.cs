using Microsoft.Playwright;

namespace OjAspire.Pictures;

/// <summary>One picture of a page.</summary>
/// <param name="Name">Name of its file, without the extension.</param>
/// <param name="Address">The page, from the dashboard's root.</param>
/// <param name="Shows">Selector of what must be there before the picture is taken.</param>
internal sealed record Picture(string Name, string Address, string Shows)
{
    public ColorScheme Theme { get; init; } = ColorScheme.Light;

    public string Language { get; init; } = "en-US";

    /// <summary>Size of the page in pixels.</summary>
    public (int Width, int Height) Size { get; init; } = (1440, 900);

    /// <summary>What a reader does on the page first, if anything.</summary>
    public Func<IPage, Task>? Before { get; init; }

    /// <summary>The same page in the dark.</summary>
    public Picture InTheDark() => this with { Name = $"{Name}-dark", Theme = ColorScheme.Dark };
}
