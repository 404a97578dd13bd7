using System.Globalization;
using System.Text;

namespace OjAspire.Dashboard.Resources.Graph;

/// <summary>Draws an edge as a smooth line.</summary>
internal static class EdgePath
{
    /// <summary>The data of an SVG path through the points, leaving and entering each of them level.</summary>
    public static string Through(IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        Append(path, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        foreach (var ((fromX, fromY), (toX, toY)) in points.Zip(points.Skip(1)))
        {
            var middle = (fromX + toX) / 2;
            Append(path, $" C{middle:0.#} {fromY:0.#} {middle:0.#} {toY:0.#} {toX:0.#} {toY:0.#}");
        }
        return path.ToString();
    }

    private static void Append(StringBuilder path, FormattableString text) => path.Append(text.ToString(CultureInfo.InvariantCulture));
}
