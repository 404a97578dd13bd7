using System.Globalization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A number, or a text in its place (a port by its name, a percentage). Immutable.</summary>
/// <param name="Number">The number, if it is one.</param>
/// <param name="Text">The text, if it is none.</param>
public sealed record Int32OrStringV1(int? Number = null, string? Text = null)
{
    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public Int32OrStringV1(int value)
        : this(Number: value)
    {
    }

    /// <summary>A text; one that reads as a number is one.</summary>
    /// <param name="value">The text.</param>
    public Int32OrStringV1(string? value)
        : this(Parse(value), Parse(value) is null ? value : null)
    {
    }

    /// <summary>Either as text.</summary>
    public string? Value => Number?.ToString(CultureInfo.InvariantCulture) ?? Text;

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Int32OrStringV1(int value) => new(value);

    /// <summary>A text; one that reads as a number is one.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator Int32OrStringV1?(string? value) => value is null ? null : new(value);

    /// <inheritdoc />
    public override string? ToString() => Value;

    private static int? Parse(string? value) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
