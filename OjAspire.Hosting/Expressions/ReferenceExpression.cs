using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with parts that are known only when the application runs, written as an interpolated string.</summary>
public class ReferenceExpression : IValueProvider, IManifestExpressionProvider
{
    private ReferenceExpression(string format, IReadOnlyList<IValueProvider> valueProviders, IReadOnlyList<string> manifestExpressions) =>
        (Format, ValueProviders, ManifestExpressions) = (format, valueProviders, manifestExpressions);

    /// <summary>The text, with <c>{0}</c>, <c>{1}</c> ... in the places of the parts (<see cref="string.Format(IFormatProvider, string, object[])"/>).</summary>
    public string Format { get; }

    /// <summary>What gives the parts their values.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>The parts as a manifest writes them.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <inheritdoc />
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    /// <summary>Creates an expression.</summary>
    /// <param name="handler">An interpolated string whose holes are texts, resources or references.</param>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Build();

    /// <summary>The text with every part filled in; <see langword="null"/> when a part has no value.</summary>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var values = new object?[ValueProviders.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = await ValueProviders[index].GetValueAsync(cancellationToken);
            if (values[index] is null)
            {
                return null;
            }
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>The resources that its parts come from.</summary>
    internal IEnumerable<IResource> Resources() => ValueProviders.SelectMany(provider => provider switch
    {
        IResource resource => [resource],
        EndpointReference endpoint => [endpoint.Resource],
        EndpointReferenceExpression property => [property.Endpoint.Resource],
        ConnectionStringReference connection => [connection.Resource],
        ReferenceExpression nested => nested.Resources(),
        _ => Array.Empty<IResource>(),
    });

    /// <summary>What the compiler makes of an interpolated string.</summary>
    /// <param name="literalLength">Length of the fixed text.</param>
    /// <param name="formattedCount">Number of holes.</param>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _format = new(literalLength + (4 * formattedCount));
        private readonly List<IValueProvider> _providers = [];
        private readonly List<string> _expressions = [];

        /// <summary>Appends fixed text.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendLiteral(string value) =>
            _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

        /// <summary>Appends text that is known already.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendFormatted(string? value)
        {
            if (value is not null)
            {
                AppendLiteral(value);
            }
        }

        /// <summary>Appends a part that is known later.</summary>
        /// <param name="valueProvider">Gives its value.</param>
        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
        {
            _format.Append(CultureInfo.InvariantCulture, $"{{{_providers.Count}}}");
            _providers.Add(valueProvider);
            _expressions.Add(valueProvider.ValueExpression);
        }

        /// <summary>Appends the value of a resource.</summary>
        /// <param name="valueProvider">The resource.</param>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            AppendFormatted(valueProvider.Resource);

        internal readonly ReferenceExpression Build() => new(_format.ToString(), _providers, _expressions);
    }
}
