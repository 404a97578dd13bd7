using OjAspire.Dashboard.Telemetry.Display;

namespace OjAspire.Dashboard.Metrics.Units;

/// <summary>The unit of an instrument, which is in UCUM, as people write it.</summary>
/// <param name="Base">How many of the family's base unit (second, byte) one is.</param>
/// <param name="Symbol">How a plain unit is written.</param>
/// <param name="Per">What is written behind it, for example <c>/s</c>.</param>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/general/metrics/#instrument-units, https://ucum.org/ucum</remarks>
internal sealed record MeasurementUnit(UnitFamily Family, double Base, string Symbol, string Per)
{
    private static readonly (double Size, string Symbol)[] TimeSizes =
        [(3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")];

    private static readonly (double Size, string Symbol)[] ByteSizes =
        [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "KB"), (1, "B")];

    // Seconds are read well up to two minutes, minutes up to two hours.
    private const double TimesBeforeTheNext = 2;

    /// <summary>The unit of a rate per second of what this one measures.</summary>
    public MeasurementUnit Rate => this with { Per = Per + "/s" };

    /// <summary>What it is called where no value stands beside it; empty for bare numbers.</summary>
    public string Name => ScaleFor(1).Symbol;

    /// <summary>Reads a unit; one that is not known stays as it is written.</summary>
    public static MeasurementUnit Parse(string ucum)
    {
        var slash = ucum.IndexOf('/', StringComparison.Ordinal);
        var (unit, per) = slash < 0
            ? (ucum, "")
            : (ucum[..slash], ucum[slash..].Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
        return unit switch
        {
            "" or "1" => new(UnitFamily.Plain, 1, "", per),
            "ns" => new(UnitFamily.Time, 1e-9, "", per),
            "us" => new(UnitFamily.Time, 1e-6, "", per),
            "ms" => new(UnitFamily.Time, 1e-3, "", per),
            "s" => new(UnitFamily.Time, 1, "", per),
            "min" => new(UnitFamily.Time, 60, "", per),
            "h" => new(UnitFamily.Time, 3600, "", per),
            "By" => new(UnitFamily.Bytes, 1, "", per),
            "kBy" => new(UnitFamily.Bytes, 1e3, "", per),
            "MBy" => new(UnitFamily.Bytes, 1e6, "", per),
            "GBy" => new(UnitFamily.Bytes, 1e9, "", per),
            "KiBy" => new(UnitFamily.Bytes, 1L << 10, "", per),
            "MiBy" => new(UnitFamily.Bytes, 1L << 20, "", per),
            "GiBy" => new(UnitFamily.Bytes, 1L << 30, "", per),
            "Cel" => new(UnitFamily.Plain, 1, "°C", per),
            "d" => new(UnitFamily.Plain, 1, "days", per),
            _ when unit is ['{', .. var annotation, '}'] => new(UnitFamily.Plain, 1, Nouns.Plural(annotation), per),
            _ => new(UnitFamily.Plain, 1, unit, per),
        };
    }

    /// <summary>The size in which values up to this one, of the sender's, are read best.</summary>
    public UnitScale ScaleFor(double largest)
    {
        var value = Math.Abs(largest) * Base;
        return Family switch
        {
            UnitFamily.Time => Scale(TimeSizes, size => value >= size * (size > 1 ? TimesBeforeTheNext : 1)),
            UnitFamily.Bytes => Scale(ByteSizes, size => value >= size),
            _ => new UnitScale(1, Symbol + Per),
        };
    }

    private UnitScale Scale((double Size, string Symbol)[] sizes, Func<double, bool> fits)
    {
        // Nothing at all, or less than the smallest, is written in the base unit.
        var (size, symbol) = Array.Find(sizes, candidate => fits(candidate.Size)) is { Size: > 0 } found
            ? found
            : Array.Find(sizes, candidate => candidate.Size == 1);
        return new UnitScale(Base / size, symbol + Per);
    }
}
