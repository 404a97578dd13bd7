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
