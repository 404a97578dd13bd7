using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Health;

/// <summary>A replica is healthy while its endpoint answers this path with this status.</summary>
internal sealed class HttpHealthCheckAnnotation(string key, string endpointName, string path, int statusCode) : IResourceAnnotation
{
    /// <summary>Name of the check, as Aspire forms it.</summary>
    public string Key { get; } = key;

    public string EndpointName { get; } = endpointName;

    public string Path { get; } = path;

    public int StatusCode { get; } = statusCode;
}
