using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a parameter's value when configuration does not.</summary>
public abstract class ParameterDefault
{
    /// <summary>A value; a generator gives a new one each time.</summary>
    public abstract string GetDefaultValue();

    /// <summary>Says in a manifest how the value comes about, never the value itself.</summary>
    internal abstract void WriteTo(Utf8JsonWriter manifest);
}
