using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>The environment of a resource as a chart has it: what is secret apart from what is not, nothing with its real value.</summary>
internal sealed class ChartEnvironment(IResource resource)
{
    private readonly Dictionary<string, ChartValue> _variables = [];

    /// <summary>The variables in the order in which they were set, each with what a template takes it from.</summary>
    public IReadOnlyDictionary<string, ChartValue> Variables => _variables;

    public IEnumerable<KeyValuePair<string, ChartValue>> In(string section) => _variables.Where(variable => variable.Value.Section == section);

    /// <exception cref="NotSupportedException">A chart cannot express the value.</exception>
    public async Task AddAsync(string name, object value, CancellationToken cancellationToken) =>
        _variables[name] = await EvaluateAsync(name, value, cancellationToken);

    private async Task<ChartValue> EvaluateAsync(string name, object value, CancellationToken cancellationToken) => value switch
    {
        ReferenceExpression { Format: "{0}", ValueProviders: [var only] } => await EvaluateAsync(name, only, cancellationToken),
        ReferenceExpression expression => Composed(name, expression),
        ParameterResource parameter => await ParameterAsync(parameter, cancellationToken),
        ConnectionStringReference { Resource: ParameterResource parameter } => await ParameterAsync(parameter, cancellationToken),
        EndpointReference endpoint => Plain(name, Property(endpoint, EndpointProperty.Url)),
        EndpointReferenceExpression endpoint => Plain(name, Property(endpoint.Endpoint, endpoint.Property)),
        string text => Plain(name, text),
        IFormattable formattable => Plain(name, formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"'{name}' of '{resource.Name}': a chart cannot express a {value.GetType().Name}."),
    };

    private ChartValue Composed(string name, ReferenceExpression expression)
    {
        var parts = expression.ValueProviders.Select(provider => provider switch
        {
            EndpointReference endpoint => (object)Property(endpoint, EndpointProperty.Url),
            EndpointReferenceExpression endpoint => Property(endpoint.Endpoint, endpoint.Property),
            _ => throw new NotSupportedException($"'{name}' of '{resource.Name}': a chart cannot express a {provider.GetType().Name} within a text."),
        });
        return Plain(name, string.Format(CultureInfo.InvariantCulture, expression.Format, [.. parts]));
    }

    private static ChartValue Plain(string name, string value) => new(ChartNames.Config, ChartNames.Key(name), value);

    // A secret never gets into a file, and what has no default is for the one who installs to say.
    private static async Task<ChartValue> ParameterAsync(ParameterResource parameter, CancellationToken cancellationToken) => new(
        parameter.Secret ? ChartNames.Secrets : ChartNames.Config,
        ChartNames.Key(parameter.Name),
        parameter.Secret || parameter.Default is null ? "" : await parameter.GetValueAsync(cancellationToken) ?? "");

    private static string Property(EndpointReference endpoint, EndpointProperty property) =>
        ChartEndpoint.Of(endpoint.Resource, endpoint.EndpointAnnotation).Property(property);
}
