using Microsoft.Extensions.DependencyInjection;

namespace OjAspire.AppHost;

internal static class ReplicaListExtensions
{
    /// <summary>Keeps a list of the replicas of a project while the application runs here.</summary>
    public static ReplicaList AddReplicaList(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> project, string path)
    {
        var list = new ReplicaList(project.Resource, path);
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddSingleton(list);
            builder.Services.AddHostedService<ReplicaListPublisher>();
        }

        return list;
    }

    /// <summary>Tells a resource where the list is, and the name that it stands for. Where it is deployed, DNS has the list.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicaList(this IResourceBuilder<ProjectResource> builder, ReplicaList list) =>
        builder.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode)
            {
                context.EnvironmentVariables["SCHEDULER_ADDRESS"] = $"http://{list.Resource.Name}";
                context.EnvironmentVariables["Oj__ReplicaList"] = list.Path;
            }
        });
}
