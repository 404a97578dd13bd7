namespace Aspire.Hosting.ApplicationModel;

/// <summary>The connection string of another resource.</summary>
/// <param name="resource">The resource that has it.</param>
/// <param name="optional">Whether it may be missing.</param>
public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The resource that has the connection string.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;

    /// <summary>Whether it may be missing.</summary>
    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => $"{{{Resource.Name}.connectionString}}";

    /// <summary>The connection string; <see langword="null"/> when it is missing and may be.</summary>
    /// <exception cref="DistributedApplicationException">It is missing and must not be.</exception>
    async ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Resource.GetConnectionStringAsync(cancellationToken)
                ?? (Optional ? null : throw new DistributedApplicationException($"The connection string for the resource '{Resource.Name}' is not available."));
        }
        catch (MissingParameterValueException) when (Optional)
        {
            return null;
        }
    }
}
