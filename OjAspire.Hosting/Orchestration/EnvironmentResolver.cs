using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using OjAspire.Hosting.Composition;

namespace OjAspire.Hosting.Orchestration;

/// <summary>Asks the values of environment variables, and notes which of them hold secrets.</summary>
internal static class EnvironmentResolver
{
    public static async Task<ImmutableArray<EnvironmentVariableSnapshot>> ResolveAsync(
        IReadOnlyDictionary<string, object> variables, CancellationToken cancellationToken)
    {
        var resolved = ImmutableArray.CreateBuilder<EnvironmentVariableSnapshot>(variables.Count);
        foreach (var (name, value) in variables)
        {
            var text = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : value.ToString();
            if (text is not null)
            {
                resolved.Add(new(name, text, IsFromSpec: true) { IsSecret = name == KnownSettings.ExporterHeaders || HoldsSecret(value) });
            }
        }

        return resolved.DrainToImmutable();
    }

    private static bool HoldsSecret(object value) => value switch
    {
        ParameterResource parameter => parameter.Secret,
        ConnectionStringReference => true,
        ReferenceExpression expression => expression.ValueProviders.Any(HoldsSecret),
        _ => false,
    };
}
