using System.Globalization;
using System.Text.RegularExpressions;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Dashboard;

/// <summary>The colours that the dashboard brings itself can be read as text on the backgrounds of both themes (WCAG 2.2, 1.4.3: 4.5 to
/// 1).</summary>
public sealed partial class ColorContrastTests
{
    // Backgrounds that text stands on: the page, the details, the navigation.
    private static readonly string[] Light = ["#ffffff", "#fafafa", "#f5f5f5"];
    private static readonly string[] Dark = ["#292929", "#1f1f1f", "#141414"];

    public static TheoryData<string, string, string> Colors
    {
        get
        {
            var css = File.ReadAllText(Path.Combine(SourceTree.Root, "OjAspire.Dashboard", "wwwroot", "app.css"));
            var colors = new TheoryData<string, string, string>();
            foreach (var color in Color().Matches(css).Cast<Match>())
            {
                colors.Add(color.Groups[1].Value, color.Groups[2].Value, color.Groups[3].Value);
            }
            return colors;
        }
    }

    [Theory]
    [MemberData(nameof(Colors))]
    public void A_colour_can_be_read_in_both_themes(string name, string inLight, string inDark)
    {
        Assert.All(
            Light, paper => Assert.True(Contrast(inLight, paper) >= 4.5, $"{name} {inLight} on {paper}: {Contrast(inLight, paper):0.00}"));
        Assert.All(
            Dark, paper => Assert.True(Contrast(inDark, paper) >= 4.5, $"{name} {inDark} on {paper}: {Contrast(inDark, paper):0.00}"));
    }

    [Fact]
    public void Every_sender_has_a_colour() =>
        Assert.Equal(12, Colors.Count(color => ((string)color[0]).StartsWith("--resource-", StringComparison.Ordinal)));

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string color)
    {
        double[] parts = [.. Enumerable.Range(0, 3).Select(index => Linear(int.Parse(color.AsSpan(1 + (2 * index), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    [GeneratedRegex("(--[a-z]+-(?:ink|[0-9]+)): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)")]
    private static partial Regex Color();
}
