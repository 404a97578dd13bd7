using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.ApplicationModel;

/// <summary>A connection string that comes from configuration (<c>ConnectionStrings:{name}</c>). Always secret.</summary>
internal sealed class ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? environmentVariable)
    : ParameterResource(name, callback, secret: true), IResourceWithConnectionString
{
    public string? ConnectionStringEnvironmentVariable => environmentVariable;

    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => GetValueAsync(cancellationToken);
}
