using System.Security.Cryptography;
using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Generates a random value. The default characters give 6 bits each: 22 of them are as good as a 128-bit key.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Characters that look alike are left out (l, I, O, 0); the special ones need no escaping in URLs or shells.
    private const string LowerCharacters = "abcdefghijkmnopqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    /// <summary>Number of characters. 22 by default.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether lower-case letters may occur. They do by default.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether upper-case letters may occur. They do by default.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits may occur. They do by default.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether special characters may occur. They do by default.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">No kind of character may occur.</exception>
    public override string GetDefaultValue()
    {
        var characters = string.Concat(
            Lower ? LowerCharacters : "", Upper ? UpperCharacters : "", Numeric ? NumericCharacters : "", Special ? SpecialCharacters : "");
        return characters.Length == 0
            ? throw new InvalidOperationException("At least one character type must be enabled.")
            : RandomNumberGenerator.GetString(characters, MinLength);
    }

    internal override void WriteTo(Utf8JsonWriter manifest)
    {
        manifest.WriteStartObject("generate");
        manifest.WriteNumber("minLength", MinLength);
        WriteUnlessTrue("lower", Lower);
        WriteUnlessTrue("upper", Upper);
        WriteUnlessTrue("numeric", Numeric);
        WriteUnlessTrue("special", Special);
        manifest.WriteEndObject();

        void WriteUnlessTrue(string name, bool value)
        {
            if (!value)
            {
                manifest.WriteBoolean(name, value);
            }
        }
    }
}
