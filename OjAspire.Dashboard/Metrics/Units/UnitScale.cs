using System.Globalization;

namespace OjAspire.Dashboard.Metrics.Units;

/// <summary>A unit in the size in which the values of one chart or table are written.</summary>
/// <param name="Factor">What a value of the sender is multiplied by.</param>
/// <param name="Symbol">Empty for bare numbers.</param>
public sealed record UnitScale(double Factor, string Symbol)
{
    private const double ExactWholeNumbers = 1e15;

    /// <summary>For example <c>12.3 ms</c>; empty for no number.</summary>
    public string Format(double value)
    {
        var number = Number(value * Factor);
        return number.Length == 0 || Symbol.Length == 0 ? number
            : Symbol.StartsWith('/') || Symbol == "%" ? number + Symbol
            : $"{number} {Symbol}";
    }

    /// <summary>The number alone: whole numbers in full, others with four digits that tell.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => "",
        double.PositiveInfinity => value > 0 ? "∞" : "-∞",
        0 => "0",
        < ExactWholeNumbers when value == Math.Floor(value) => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= ExactWholeNumbers or < 0.0001 => value.ToString("0.###e+0", CultureInfo.InvariantCulture),
        >= 1000 => value.ToString("#,0.#", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.###", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
