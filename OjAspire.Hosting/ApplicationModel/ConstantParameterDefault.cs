using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.ApplicationModel;

/// <summary>A value that is the same at every start and is written wherever the application is published to.</summary>
internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    private readonly Lazy<string> _value = new(value);

    public override string GetDefaultValue() => _value.Value;

    internal override void WriteTo(Utf8JsonWriter manifest) => manifest.WriteString("value", GetDefaultValue());
}
