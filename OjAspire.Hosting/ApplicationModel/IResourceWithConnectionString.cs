namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is reached by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IValueProvider, IManifestExpressionProvider
{
    /// <summary>Name of the environment variable that hands it on. <see langword="null"/> means <c>ConnectionStrings__{name}</c>.</summary>
    string? ConnectionStringEnvironmentVariable { get; }

    /// <summary>The connection string; <see langword="null"/> when there is none.</summary>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default);
}
