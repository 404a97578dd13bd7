using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using OjAspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds values that come from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter that configuration has to give (<c>Parameters:{name}</c>).</summary>
    /// <param name="builder">The application being composed.</param>
    /// <param name="name">Name in the application model.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ParameterResource(name, byDefault => ValueOf(builder.Configuration, name, byDefault), secret));
    }

    /// <summary>Adds a parameter with a value that configuration does not change.</summary>
    /// <param name="builder">The application being composed.</param>
    /// <param name="name">Name in the application model.</param>
    /// <param name="value">The value.</param>
    /// <param name="publishValueAsDefault">Whether the value is published; else whoever deploys the application has to give one.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <exception cref="ArgumentException">It is secret and is to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        return builder.AddParameter(name, () => value, publishValueAsDefault, secret);
    }

    /// <summary>Adds a parameter with a value that is found when it is first asked for; configuration does not change it.</summary>
    /// <param name="builder">The application being composed.</param>
    /// <param name="name">Name in the application model.</param>
    /// <param name="valueGetter">Finds the value.</param>
    /// <param name="publishValueAsDefault">Whether the value is published; else whoever deploys the application has to give one.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <exception cref="ArgumentException">It is secret and is to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException("A parameter cannot be both secret and published as a default value.", nameof(secret));
        }

        return builder.AddResource(new ParameterResource(name, byDefault => byDefault?.GetDefaultValue() ?? valueGetter(), secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null,
        });
    }

    /// <summary>Adds a parameter that has a default.</summary>
    /// <param name="builder">The application being composed.</param>
    /// <param name="name">Name in the application model.</param>
    /// <param name="value">Gives the value when configuration does not.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <param name="persist">Asks for the value to be kept in the application host's user secrets; the embedded engine has no such store, and keeps it while it runs.</param>
    [SuppressMessage("Style", "IDE0060", Justification = "Aspire's signature.")]
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var parameter = builder.AddParameter(name, secret);
        parameter.Resource.Default = value;
        return parameter;
    }

    /// <summary>Adds a connection string that configuration has to give (<c>ConnectionStrings:{name}</c>).</summary>
    /// <param name="builder">The application being composed.</param>
    /// <param name="name">Name in the application model.</param>
    /// <param name="environmentVariableName">Variable that hands it on; <c>ConnectionStrings__{name}</c> when not given.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ConnectionStringParameterResource(
            name,
            _ => builder.Configuration.GetConnectionString(name)
                ?? throw new MissingParameterValueException(
                    $"Connection string parameter resource could not be used because connection string '{name}' is missing. Set ConnectionStrings:{name}."),
            environmentVariableName));
    }

    private static string ValueOf(ConfigurationManager configuration, string name, ParameterDefault? byDefault)
    {
        // A hyphen cannot stand in the name of an environment variable, so an underscore may take its place.
        var key = $"Parameters:{name}";
        return configuration[key]
            ?? configuration[key.Replace('-', '_')]
            ?? byDefault?.GetDefaultValue()
            ?? throw new MissingParameterValueException(
                $"Parameter resource could not be used because configuration key '{key}' is missing and the Parameter has no default value.");
    }
}
