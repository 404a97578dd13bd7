using Microsoft.Extensions.Configuration;

namespace OjAspire.AppHost;

internal static class SharedStore
{
    /// <summary>
    /// Gives all API replicas one store: that of the connection string <c>oj</c>, or a file of this instance. Elsewhere it has to be a
    /// connection string. Sandboxes never see it.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithSharedStore(this IResourceBuilder<ProjectResource> api, InstanceData data)
    {
        var builder = api.ApplicationBuilder;
        return builder.ExecutionContext.IsPublishMode || builder.Configuration.GetConnectionString("oj") is not null
            ? api.WithReference(builder.AddConnectionString("oj"))
            : api.WithEnvironment("ConnectionStrings__oj", $"Data Source={data.Database}");
    }
}
