using System.Globalization;
using Google.Protobuf;

namespace OjApi.Judge0.Requests;

/// <summary>
/// Reads fields as the type they should have, as leniently as Rails does: numbers may come as text, flags as 0, 1, "f" or
/// "off", and nothing at all means the default. What cannot be read is noted as an error, and the default returned.
/// </summary>
internal sealed class FieldReader(RequestFields fields, FieldErrors errors)
{
    private const string NotANumber = "is not a number";

    /// <summary>Text; absent and null alike.</summary>
    public string? Text(string name)
    {
        var field = fields[name];
        switch (field.Kind)
        {
            case FieldKind.Text or FieldKind.Number:
                return field.Text;
            case FieldKind.Malformed:
                errors.Add(name, "is not valid Unicode");
                return null;
            case FieldKind.Absent:
                return null;
            default:
                errors.Add(name, "is not a string");
                return null;
        }
    }

    /// <summary>A short text for a command line.</summary>
    public string Words(string name, int maxLength)
    {
        var text = Text(name) ?? "";
        if (text.Length > maxLength)
        {
            errors.Add(name, $"is too long (maximum is {maxLength} characters)");
        }
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            errors.Add(name, "must not contain null bytes");
        }
        return text;
    }

    /// <summary>Bytes, sent as text or in base64.</summary>
    public ByteString? Bytes(string name, bool isBase64) => Text(name) switch
    {
        null => null,
        var text when isBase64 => UnsafeByteOperations.UnsafeWrap(RubyBase64.Decode(text)),
        var text => ByteString.CopyFromUtf8(text),
    };

    /// <summary>A number of seconds.</summary>
    public TimeSpan Seconds(string name, decimal byDefault, int min, decimal max)
    {
        var seconds = Number(name, byDefault, min, isExclusive: false, max, JudgeFormat.Decimal(max));
        return TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    /// <summary>A whole number.</summary>
    /// <param name="isExclusive">Whether the number must be above <paramref name="min"/>, in the words clients know.</param>
    public int Integer(string name, int byDefault, int min, int max, bool isExclusive = false)
    {
        var number = Number(name, byDefault, min, isExclusive, max, max.ToString(CultureInfo.InvariantCulture));
        if (number != decimal.Truncate(number))
        {
            errors.Add(name, "must be an integer");
        }
        return (int)number;
    }

    /// <summary>A whole number of any size; <see langword="null"/> when there is none.</summary>
    public int? Id(string name)
    {
        var field = fields[name];
        if (field.Kind == FieldKind.Absent || string.IsNullOrWhiteSpace(field.Text) && field.Kind == FieldKind.Text)
        {
            errors.Add(name, "can't be blank");
            return null;
        }
        if (Parse(field) is not { } number)
        {
            errors.Add(name, NotANumber);
            return null;
        }
        if (number != decimal.Truncate(number))
        {
            errors.Add(name, "must be an integer");
            return null;
        }
        return (int)Math.Clamp(number, int.MinValue, int.MaxValue);
    }

    /// <summary>A flag.</summary>
    public bool Flag(string name, bool byDefault)
    {
        var field = fields[name];
        switch (field.Kind)
        {
            case FieldKind.Absent:
            case FieldKind.Text when field.Text.Length == 0:
                return byDefault;
            case FieldKind.Structure or FieldKind.Malformed:
                errors.Add(name, "is not a boolean");
                return byDefault;
            default:
                return field.Text is not ("false" or "FALSE" or "f" or "F" or "0" or "off" or "OFF");
        }
    }

    private decimal Number(string name, decimal byDefault, int min, bool isExclusive, decimal max, string maxText)
    {
        var field = fields[name];
        if (field.Kind == FieldKind.Absent || (field.Kind == FieldKind.Text && string.IsNullOrWhiteSpace(field.Text)))
        {
            return byDefault;
        }
        if (Parse(field) is not { } number)
        {
            errors.Add(name, NotANumber);
            return byDefault;
        }
        if (number > max)
        {
            errors.Add(name, $"must be less than or equal to {maxText}");
            return byDefault;
        }
        if (number < min)
        {
            errors.Add(name, isExclusive ? $"must be greater than {min - 1}" : $"must be greater than or equal to {min}");
            return byDefault;
        }
        return number;
    }

    private static decimal? Parse(RequestField field)
    {
        if (field.Kind is not (FieldKind.Text or FieldKind.Number))
        {
            return null;
        }
        if (decimal.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        // Too large for a decimal is still a number, and is told so by its range.
        return field.Text.Any(char.IsAsciiDigit) && double.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var large)
            ? large < 0 ? decimal.MinValue : decimal.MaxValue
            : null;
    }
}
